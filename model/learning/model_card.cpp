// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/learning/model_card.h"

namespace stepmark {

std::string sequenceClassifierCard(const std::string& class_name, const std::vector<std::string>& labels) {
    std::string classes;
    for (const std::string& label : labels)
        classes += (classes.empty() ? "" : ", ") + label;
    return R"(---
library_name: transformers
pipeline_tag: text-classification
---

# A step classifier, read at every token

transformers has no token classifier for this family. The head is that of its sequence classifier ()" +
           class_name + R"(), which by
itself is read at the last token only. These two lines read it at every token:

```python
model = AutoModelForSequenceClassification.from_pretrained(folder, dtype=torch.float32)
logits = model.score(model.model(torch.tensor([ids])).last_hidden_state)   # [1, tokens, classes]
```

Classes: )" +
           classes +
           R"(. The tokens begin, and the steps end, as "layout" in stepmark.json says: a beginning-of-text token where
"bos" is true, the problem and "after_problem", then each step and "separator", each tokenized by itself. A step's classes are
read at the last token of its separator.
)";
}

} // namespace stepmark
