// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/storage/round_trip_project.h"

#include "storage/interchange/import.h"

namespace stepmark::fixture {

using interchange::importFile;

storage::Project everything(const Folder& folder) {
    auto project = folder.project();
    const char* plain =
        R"({"problem": "A crate holds 6 jars.\nHow many do 4 crates hold?", "problem_id": "k-1", "answer": "24", "reference_solution": "6 * 4 = 24", "subject": "algebra", "split": "test", "steps": ["Step 1: A crate, \"full\", holds 6.", "Step 2: 6 * 4 = 26.", "Step 3: So 26; done."], "labels": [1, -1, 1], "labels_mean": "ternary", "final_answer": "26", "correct": false, "candidate": 3, "source": "hand"}
{"problem": "A crate holds 6 jars.\nHow many do 4 crates hold?", "steps": ["Step 1: A crate, \"full\", holds 6.", "Step 2: That is neither here nor there.", "Step 3: 24"], "labels": [1, 0, 1], "labels_mean": "ternary", "candidate": 4, "source": "hand"}
{"problem": "=1+1", "answer": "2", "steps": ["=cmd", "+ 2", "@x", "-3 is no answer", "'=quoted"], "labels": [1, 1, null, 1, null], "labels_mean": "ternary"}
{"problem": "每箱有12瓶，5箱共有多少瓶？", "answer": "60", "steps": ["步骤1：12×5=60。"], "labels": [0], "labels_mean": "ternary"}
{"problem": "Nobody has rated this.", "steps": ["Yes."]}
{"problem": "Nobody has tried this.", "answer": "7", "reference_solution": "It is\n\n7."}
)";
    importFile(project, folder.write("in.jsonl", plain));
    const char* prm800k =
        R"({"labeler": "x", "timestamp": "2022-07-30T23:23:32.118856", "generation": null, "is_quality_control_question": false, "is_initial_screening_question": false, "question": {"problem": "What is 2 + 2?", "ground_truth_answer": "4"}, "label": {"steps": [{"completions": [{"text": "It is 4.", "rating": 1, "flagged": null}, {"text": "It is 5.", "rating": -1, "flagged": null}, {"text": "It is 5.", "rating": 0, "flagged": true}, {"text": "It is 6.", "rating": -1, "flagged": null}], "human_completion": null, "chosen_completion": 0}], "total_time": 5, "finish_reason": "solution"}}
)";
    importFile(project, folder.write("in2.jsonl", prm800k));
    return project;
}

} // namespace stepmark::fixture
