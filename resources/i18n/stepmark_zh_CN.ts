<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>AgreementPlot</name>
    <message>
        <source>Round</source>
        <translation>轮次</translation>
    </message>
    <message>
        <source>Week of</source>
        <translation>周（起始日）</translation>
    </message>
    <message>
        <source>alpha</source>
        <translation>α 系数</translation>
    </message>
    <message>
        <source>Krippendorff&apos;s alpha over time</source>
        <translation>Krippendorff alpha 随时间的变化</translation>
    </message>
    <message>
        <source>1: everybody judges alike; 0: as by chance. Whiskers: 95 %.</source>
        <translation>1：所有人评判一致；0：与随机无异。误差线：95%。</translation>
    </message>
    <message>
        <source>Nothing was judged by two labelers in a way that leaves room for chance.</source>
        <translation>没有由两名标注员评判且可与随机水平相区别的内容。</translation>
    </message>
    <message>
        <source>Alpha</source>
        <translation>α 系数</translation>
    </message>
</context>
<context>
    <name>AmountText</name>
    <message>
        <source>under a second</source>
        <translation>不到一秒</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 秒</translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation>%1 分钟</translation>
    </message>
    <message>
        <source>%1 min %2 s</source>
        <translation>%1 分 %2 秒</translation>
    </message>
    <message>
        <source>%1 h %2 min</source>
        <translation>%1 小时 %2 分</translation>
    </message>
    <message>
        <source>about %1</source>
        <translation>约 %1</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1%</translation>
    </message>
</context>
<context>
    <name>AskToRemove</name>
    <message>
        <source>Keep</source>
        <translation>保留</translation>
    </message>
    <message>
        <source>Remove the task?</source>
        <translation>移除该任务？</translation>
    </message>
    <message>
        <source>%1 goes out of the project, with its examples. The figures of its studies stay; the examples on which models differ are not shown any more.</source>
        <translation>%1 及其样例将从项目中移除。其研究的数值会保留；但模型意见不一的样例将不再显示。</translation>
    </message>
    <message>
        <source>Remove the task</source>
        <translation>移除任务</translation>
    </message>
    <message>
        <source>Remove the study?</source>
        <translation>移除该研究？</translation>
    </message>
    <message>
        <source>Study %1 of %2 goes out of the project, with its figures and the runs that no other study has.</source>
        <translation>研究 %1（%2）及其数值，连同其他研究未用到的运行，将从项目中移除。</translation>
    </message>
    <message>
        <source>Remove the study</source>
        <translation>移除研究</translation>
    </message>
</context>
<context>
    <name>DataText</name>
    <message>
        <source>– not known</source>
        <translation>– 未知</translation>
    </message>
    <message>
        <source>✓ right</source>
        <translation>✓ 正确</translation>
    </message>
    <message>
        <source>✗ wrong</source>
        <translation>✗ 错误</translation>
    </message>
    <message>
        <source>training</source>
        <translation>训练集</translation>
    </message>
    <message>
        <source>validation</source>
        <translation>验证集</translation>
    </message>
    <message>
        <source>test</source>
        <translation>测试集</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 秒</translation>
    </message>
    <message>
        <source>%1 min %2 s</source>
        <translation>%1 分 %2 秒</translation>
    </message>
    <message>
        <source>%1 h %2 min</source>
        <translation>%1 小时 %2 分</translation>
    </message>
    <message>
        <source>Final answer: %1</source>
        <translation>最终答案：%1</translation>
    </message>
    <message>
        <source>Reference answer: %1</source>
        <translation>参考答案：%1</translation>
    </message>
    <message>
        <source>Reference solution:</source>
        <translation>参考解答：</translation>
    </message>
</context>
<context>
    <name>FaultText</name>
    <message>
        <source>%1 of %2 marks or solutions are beyond the %3 tokens that %4 reads: it is too small for this data. Choose another “Base model” that reads more, such as SmolLM2-135M (8,192 tokens), or go on with what fits: “Advanced choices”, “Too long for the model”: “Cut” or “Leave out”.</source>
        <translation>%2 个标记或解答中有 %1 个超出 %4 能读取的 %3 个词元：它对这些数据来说太小。请另选能读取更长文本的“基座模型”，例如 SmolLM2-135M（8,192 个词元）；或者只用读得下的部分：在“高级选项”的“超出模型长度”中选择“截断”或“跳过”。</translation>
    </message>
    <message>
        <source>%1 of %2 marks or solutions are beyond the %3 tokens that %4 reads. Choose another “Base model” that reads more, or under “Advanced choices” for “Too long for the model” something else than “End the round”.</source>
        <translation>%2 个标记或解答中有 %1 个超出 %4 能读取的 %3 个词元。请另选能读取更长文本的“基座模型”，或在“高级选项”的“超出模型长度”中选择“结束本轮”以外的选项。</translation>
    </message>
    <message>
        <source>The training ended without a model: its steps came to values that are not finite. Start it again with a lower “Learning rate”, or with another “Base model”.</source>
        <translation>训练结束，但没有得到模型：其步骤得到了非有限的数值。请降低“学习率”，或换一个“基座模型”，然后重新开始。</translation>
    </message>
    <message>
        <source>No head can be fitted to %1: its values are not finite. Choose “Whole model” for “What is trained”, or another “Base model”.</source>
        <translation>无法为 %1 拟合分类头：其数值不是有限的。请在“训练范围”中选择“整个模型”，或换一个“基座模型”。</translation>
    </message>
    <message>
        <source>The model %1 that comes with Stepmark is not installed. Install Stepmark again, or choose a “Base model”.</source>
        <translation>Stepmark 自带的模型 %1 没有安装。请重新安装 Stepmark，或选择一个“基座模型”。</translation>
    </message>
    <message>
        <source>No candidate is left to label: import more, or let “New candidates a problem” be sampled.</source>
        <translation>没有剩余的候选解答可供标注：请导入更多，或设置“每题新增候选数”进行采样。</translation>
    </message>
    <message>
        <source>Model %1 has scored none of the %2 solutions that nobody has labelled. The next round scores them, or choose “Uniform” for “What to queue”.</source>
        <translation>模型 %1 没有给无人标注的 %2 个解答中的任何一个打分。下一轮会给它们打分；也可以在“入队内容”中选择“均匀随机”。</translation>
    </message>
    <message>
        <source>Each problem is drawn by itself, and of these %1 a share of %2 holds none out: choose another “Seed”, or a larger share.</source>
        <translation>每道题目都是单独抽取的，这 %1 道题目按 %2 的比例一道也没有留出：请换一个“种子”，或增大比例。</translation>
    </message>
    <message>
        <source>No problem was moved out of the training split that could go back.</source>
        <translation>没有从训练划分中移出、可以移回的题目。</translation>
    </message>
</context>
<context>
    <name>FileDialog</name>
    <message>
        <source>Folder</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>%1 file</source>
        <translation>%1 文件</translation>
    </message>
</context>
<context>
    <name>FormatList</name>
    <message>
        <source>All files (*)</source>
        <translation>所有文件 (*)</translation>
    </message>
    <message>
        <source>Data sets (%1)</source>
        <translation>数据集 (%1)</translation>
    </message>
</context>
<context>
    <name>Formats</name>
    <message>
        <source>Plain JSON lines</source>
        <translation>普通 JSON Lines</translation>
    </message>
    <message>
        <source>TRL stepwise</source>
        <translation>TRL 逐步</translation>
    </message>
    <message>
        <source>the solution is wrong, but no first error is named</source>
        <translation>解答有错，但未指明首个错误</translation>
    </message>
    <message>
        <source>error_steps names a step past the last one</source>
        <translation>error_steps 指向了最后一步之后</translation>
    </message>
    <message>
        <source>the step is empty</source>
        <translation>该步骤为空</translation>
    </message>
    <message>
        <source>For TRL up to 1.13, the last release with its stepwise trainer.</source>
        <translation>适用于 1.13 及更早的 TRL，即最后带逐步训练器的版本。</translation>
    </message>
</context>
<context>
    <name>GridWords</name>
    <message>
        <source>Memory does not hold more trainings at a time.</source>
        <translation>内存不足以同时进行更多训练。</translation>
    </message>
</context>
<context>
    <name>HistoryText</name>
    <message>
        <source>wrong</source>
        <translation>错误</translation>
    </message>
    <message>
        <source>neutral</source>
        <translation>中性</translation>
    </message>
    <message>
        <source>right</source>
        <translation>正确</translation>
    </message>
    <message>
        <source>finished it: every step marked</source>
        <translation>已完成：每个步骤都已标记</translation>
    </message>
    <message>
        <source>finished it at its first wrong step</source>
        <translation>已完成：标到首个错误步骤为止</translation>
    </message>
    <message>
        <source>called the problem bad</source>
        <translation>将此题判为坏题</translation>
    </message>
    <message>
        <source>gave it up</source>
        <translation>放弃了此解答</translation>
    </message>
    <message>
        <source>has it open</source>
        <translation>正在标注</translation>
    </message>
    <message>
        <source>%1 (round %2)</source>
        <translation>%1（第 %2 轮）</translation>
    </message>
    <message>
        <source>%1, as quality control</source>
        <translation>%1（质检题）</translation>
    </message>
    <message>
        <source>%1, as screening</source>
        <translation>%1（准入测试题）</translation>
    </message>
    <message>
        <source>%1, and flagged it</source>
        <translation>%1，并加了旗标</translation>
    </message>
    <message>
        <source>%1. Note: %2</source>
        <translation>%1。备注：%2</translation>
    </message>
    <message>
        <source>marked step %1 %2</source>
        <translation>将步骤 %1 标为“%2”</translation>
    </message>
    <message>
        <source>took back the mark of step %1</source>
        <translation>撤回了步骤 %1 的标记</translation>
    </message>
    <message>
        <source>%1, on solution %2, which shares it</source>
        <translation>%1（在共享此步骤的解答 %2 中）</translation>
    </message>
    <message>
        <source>By %1</source>
        <translation>打分模型：%1</translation>
    </message>
</context>
<context>
    <name>ImportPreview</name>
    <message>
        <source>1 row</source>
        <translation>1 行</translation>
    </message>
    <message>
        <source>%1 rows</source>
        <translation>%1 行</translation>
    </message>
    <message>
        <source>about %1 rows, the first %2 looked at</source>
        <translation>约 %1 行，已查看前 %2 行</translation>
    </message>
    <message>
        <source>1 problem</source>
        <translation>1 道题目</translation>
    </message>
    <message>
        <source>%1 problems</source>
        <translation>%1 道题目</translation>
    </message>
    <message>
        <source>1 solution</source>
        <translation>1 个解答</translation>
    </message>
    <message>
        <source>%1 solutions</source>
        <translation>%1 个解答</translation>
    </message>
    <message>
        <source>No marks</source>
        <translation>没有标记</translation>
    </message>
    <message>
        <source>1 mark</source>
        <translation>1 个标记</translation>
    </message>
    <message>
        <source>%1 marks</source>
        <translation>%1 个标记</translation>
    </message>
    <message>
        <source>%1: %2 right, %3 neutral, %4 wrong</source>
        <translation>%1：%2 个正确，%3 个中性，%4 个错误</translation>
    </message>
    <message>
        <source>1 mark stands behind a first error: it is kept, but not trained on.</source>
        <translation>有 1 个标记位于首个错误之后：保留，但不用于训练。</translation>
    </message>
    <message>
        <source>%1 marks stand behind a first error: they are kept, but not trained on.</source>
        <translation>有 %1 个标记位于首个错误之后：保留，但不用于训练。</translation>
    </message>
    <message>
        <source>1 step has a score, which is no mark.</source>
        <translation>有 1 个步骤带得分，得分不是标记。</translation>
    </message>
    <message>
        <source>%1 steps have a score, which is no mark.</source>
        <translation>有 %1 个步骤带得分，得分不是标记。</translation>
    </message>
    <message>
        <source>1 solution has thoughts: they are kept beside it, not as steps.</source>
        <translation>有 1 个解答带思考内容：另行保留，不作为步骤。</translation>
    </message>
    <message>
        <source>%1 solutions have thoughts: they are kept beside them, not as steps.</source>
        <translation>有 %1 个解答带思考内容：另行保留，不作为步骤。</translation>
    </message>
    <message>
        <source>Fields that are not understood: %1</source>
        <translation>无法识别的字段：%1</translation>
    </message>
    <message>
        <source>Labels that are not used: %1 (%2)</source>
        <translation>未采用的标签：%1 个（%2）</translation>
    </message>
    <message>
        <source>1 row is in the project already and will be left out.</source>
        <translation>有 1 行项目中已有，将跳过。</translation>
    </message>
    <message>
        <source>%1 rows are in the project already and will be left out.</source>
        <translation>有 %1 行项目中已有，将跳过。</translation>
    </message>
    <message>
        <source>1 row has no reference answer: whether it is right stays unknown.</source>
        <translation>有 1 行没有参考答案：其对错仍未知。</translation>
    </message>
    <message>
        <source>%1 rows have no reference answer: whether they are right stays unknown.</source>
        <translation>有 %1 行没有参考答案：其对错仍未知。</translation>
    </message>
    <message>
        <source>people</source>
        <translation>人</translation>
    </message>
    <message>
        <source>a machine</source>
        <translation>机器</translation>
    </message>
    <message>
        <source>%1: %2 of them are 1, %3 are 0</source>
        <translation>%1：其中 %2 个为 1，%3 个为 0</translation>
    </message>
    <message>
        <source>%1 by %2</source>
        <translation>%1（由%2标注）</translation>
    </message>
</context>
<context>
    <name>JobProgress</name>
    <message>
        <source>%1 s</source>
        <translation>%1 秒</translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation>%1 分钟</translation>
    </message>
    <message>
        <source>%1 %2 in %3</source>
        <translation>%1 %2，用时 %3</translation>
    </message>
</context>
<context>
    <name>JobText</name>
    <message>
        <source>almost done</source>
        <translation>即将完成</translation>
    </message>
    <message>
        <source>about %1 s left</source>
        <translation>约剩 %1 秒</translation>
    </message>
    <message>
        <source>about %1 min left</source>
        <translation>约剩 %1 分钟</translation>
    </message>
    <message>
        <source>about %1 h %2 min left</source>
        <translation>约剩 %1 小时 %2 分</translation>
    </message>
    <message>
        <source>%1 %2/s</source>
        <translation>%1 %2/秒</translation>
    </message>
    <message>
        <source>A round is at work in this project: wait for its end, or cancel it.</source>
        <translation>此项目中有一轮正在进行：请等待其结束，或将其取消。</translation>
    </message>
    <message>
        <source>Trainings are being compared in this project: wait for the end of that, or cancel it.</source>
        <translation>此项目中正在比较训练：请等待比较结束，或将其取消。</translation>
    </message>
    <message>
        <source>Another job runs in this project: wait for its end, or cancel it.</source>
        <translation>此项目中有另一个任务在运行：请等待其结束，或将其取消。</translation>
    </message>
</context>
<context>
    <name>KeyMap</name>
    <message>
        <source>wrong</source>
        <translation>错误</translation>
    </message>
    <message>
        <source>wrong: the first error, ends the solution</source>
        <translation>错误：首个错误，解答到此为止</translation>
    </message>
    <message>
        <source>neutral</source>
        <translation>中性</translation>
    </message>
    <message>
        <source>neutral: not wrong, and no step ahead</source>
        <translation>中性：没有错，但也没有推进</translation>
    </message>
    <message>
        <source>right</source>
        <translation>正确</translation>
    </message>
    <message>
        <source>finish</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>finish after the first error</source>
        <translation>在首个错误之后完成</translation>
    </message>
    <message>
        <source>undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>undo, also back into solutions done before</source>
        <translation>撤销，也可退回之前完成的解答</translation>
    </message>
    <message>
        <source>unsure</source>
        <translation>不确定</translation>
    </message>
    <message>
        <source>unsure of this step&apos;s mark</source>
        <translation>对此步骤的标记不确定</translation>
    </message>
    <message>
        <source>step before</source>
        <translation>上一步骤</translation>
    </message>
    <message>
        <source>a step back, to correct its mark</source>
        <translation>退回一步，修改其标记</translation>
    </message>
    <message>
        <source>step after</source>
        <translation>下一步骤</translation>
    </message>
    <message>
        <source>a step forward</source>
        <translation>前进一步</translation>
    </message>
    <message>
        <source>first step</source>
        <translation>首个步骤</translation>
    </message>
    <message>
        <source>to the first step</source>
        <translation>回到首个步骤</translation>
    </message>
    <message>
        <source>skip</source>
        <translation>跳过</translation>
    </message>
    <message>
        <source>skip this solution</source>
        <translation>跳过此解答</translation>
    </message>
    <message>
        <source>flag</source>
        <translation>旗标</translation>
    </message>
    <message>
        <source>flag for review</source>
        <translation>加旗标，提请审核</translation>
    </message>
    <message>
        <source>note</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>write a note; Esc goes back</source>
        <translation>写备注；按 Esc 返回</translation>
    </message>
    <message>
        <source>bad problem</source>
        <translation>坏题</translation>
    </message>
    <message>
        <source>the problem itself is bad: then say why</source>
        <translation>题目本身有问题：随后说明原因</translation>
    </message>
    <message>
        <source>give up</source>
        <translation>放弃</translation>
    </message>
    <message>
        <source>give this solution up: then say why</source>
        <translation>放弃此解答：随后说明原因</translation>
    </message>
    <message>
        <source>reference answer</source>
        <translation>参考答案</translation>
    </message>
    <message>
        <source>why queued</source>
        <translation>入队原因</translation>
    </message>
    <message>
        <source>why it was queued</source>
        <translation>为何进入队列</translation>
    </message>
    <message>
        <source>thinking</source>
        <translation>思考过程</translation>
    </message>
    <message>
        <source>what the model thought before its steps</source>
        <translation>模型在各步骤之前的思考</translation>
    </message>
    <message>
        <source>model&apos;s opinion</source>
        <translation>模型判断</translation>
    </message>
    <message>
        <source>model&apos;s opinion; recorded with the marks</source>
        <translation>模型判断；是否显示会随标记一并记录</translation>
    </message>
    <message>
        <source>all keys</source>
        <translation>全部按键</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>Enter</translation>
    </message>
    <message>
        <source>%1 is not possible: keys with Ctrl, Alt or Meta belong to the menus.</source>
        <translation>不能使用 %1：带 Ctrl、Alt 或 Meta 的按键属于菜单。</translation>
    </message>
    <message>
        <source>That is no key that can be used alone.</source>
        <translation>此键不能单独使用。</translation>
    </message>
    <message>
        <source>%1 always does the same, on every page: choose another key.</source>
        <translation>%1 在每个页面上都有固定作用：请另选一个按键。</translation>
    </message>
    <message>
        <source>%1 does that already.</source>
        <translation>%1 已经是此功能的按键。</translation>
    </message>
    <message>
        <source>%1 already means “%2”. Take it away there first.</source>
        <translation>%1 已用于“%2”。请先在那里将其移除。</translation>
    </message>
    <message>
        <source>“%1” needs a key: add another one first.</source>
        <translation>“%1”至少需要一个按键：请先添加另一个。</translation>
    </message>
    <message>
        <source>Shift %1</source>
        <translation>Shift %1</translation>
    </message>
    <message>
        <source>reference answer and solution</source>
        <translation>参考答案与参考解答</translation>
    </message>
</context>
<context>
    <name>LabelerText</name>
    <message>
        <source>✓ admitted</source>
        <translation>✓ 已准入</translation>
    </message>
    <message>
        <source>… screening, %1 of %2</source>
        <translation>… 准入测试，%1/%2</translation>
    </message>
    <message>
        <source>✗ not admitted, %1 of %2 right</source>
        <translation>✗ 未准入，%2 题答对 %1 题</translation>
    </message>
    <message>
        <source>‖ paused</source>
        <translation>‖ 已暂停</translation>
    </message>
    <message>
        <source>✓ holds</source>
        <translation>✓ 达标</translation>
    </message>
    <message>
        <source>△ below %1 %, too few to tell</source>
        <translation>△ 低于 %1%，样本太少</translation>
    </message>
    <message>
        <source>✗ slipping</source>
        <translation>✗ 质量下滑</translation>
    </message>
    <message>
        <source>%1 of %2, %3</source>
        <translation>%1/%2，%3</translation>
    </message>
    <message>
        <source>%1 to %2 %</source>
        <translation>%1 至 %2%</translation>
    </message>
    <message>
        <source>%1 of %2 right</source>
        <translation>%2 题答对 %1 题</translation>
    </message>
    <message>
        <source>by the lead</source>
        <translation>由负责人操作</translation>
    </message>
    <message>
        <source>no screening item was left in service</source>
        <translation>已无在用的准入测试题</translation>
    </message>
    <message>
        <source>from a file</source>
        <translation>来自文件</translation>
    </message>
</context>
<context>
    <name>Language</name>
    <message>
        <source>As the system</source>
        <translation>跟随系统</translation>
    </message>
</context>
<context>
    <name>LossPlot</name>
    <message>
        <source>Epoch</source>
        <translation>Epoch</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>损失</translation>
    </message>
    <message>
        <source>Training loss</source>
        <translation>训练损失</translation>
    </message>
    <message>
        <source>Cross-entropy of the labels, averaged over the last batches.</source>
        <translation>标签的交叉熵，取最近若干批的平均。</translation>
    </message>
    <message>
        <source>loss</source>
        <translation>损失</translation>
    </message>
</context>
<context>
    <name>MathEngine</name>
    <message>
        <source>This formula is too long to be drawn.</source>
        <translation>此公式过长，无法绘制。</translation>
    </message>
    <message>
        <source>This formula is nested too deeply to be drawn.</source>
        <translation>此公式嵌套过深，无法绘制。</translation>
    </message>
    <message>
        <source>This formula took too long to be drawn.</source>
        <translation>此公式绘制超时。</translation>
    </message>
    <message>
        <source>This formula is too large to be drawn.</source>
        <translation>此公式过大，无法绘制。</translation>
    </message>
</context>
<context>
    <name>MathText</name>
    <message>
        <source> (%1)</source>
        <translation>（%1）</translation>
    </message>
</context>
<context>
    <name>Plot</name>
    <message>
        <source>%1 %</source>
        <translation>%1%</translation>
    </message>
    <message>
        <source>(%1 to %2)</source>
        <translation>(%1–%2)</translation>
    </message>
    <message>
        <source>on %1</source>
        <translation>共 %1 个</translation>
    </message>
    <message>
        <source>%1 %2: %3</source>
        <translation>%1 %2：%3</translation>
    </message>
</context>
<context>
    <name>PlotExport</name>
    <message>
        <source>%1: the name must end with .png, .svg or .csv.</source>
        <translation>%1：文件名须以 .png、.svg 或 .csv 结尾。</translation>
    </message>
</context>
<context>
    <name>ProgressWords</name>
    <message>
        <source>comparison of trainings</source>
        <translation>训练比较</translation>
    </message>
</context>
<context>
    <name>QueueReason</name>
    <message>
        <source>Convincing wrong answer</source>
        <translation>有说服力的错误答案</translation>
    </message>
    <message>
        <source>Convincing</source>
        <translation>有说服力</translation>
    </message>
    <message>
        <source>Uncertain</source>
        <translation>模型不确定</translation>
    </message>
    <message>
        <source>Uniform</source>
        <translation>均匀随机</translation>
    </message>
</context>
<context>
    <name>RefusedWrites</name>
    <message>
        <source>mark taken back</source>
        <translation>撤回标记</translation>
    </message>
    <message>
        <source>marked right</source>
        <translation>标为正确</translation>
    </message>
    <message>
        <source>marked neutral</source>
        <translation>标为中性</translation>
    </message>
    <message>
        <source>marked wrong</source>
        <translation>标为错误</translation>
    </message>
    <message>
        <source>decision taken back</source>
        <translation>撤回裁定</translation>
    </message>
    <message>
        <source>decision: %1</source>
        <translation>裁定：%1</translation>
    </message>
    <message>
        <source>decision: left as it is</source>
        <translation>裁定：保持原样</translation>
    </message>
    <message>
        <source>solution finished</source>
        <translation>完成解答</translation>
    </message>
    <message>
        <source>solution skipped</source>
        <translation>跳过解答</translation>
    </message>
    <message>
        <source>flag or note</source>
        <translation>旗标或备注</translation>
    </message>
    <message>
        <source>solution opened again</source>
        <translation>重新打开解答</translation>
    </message>
    <message>
        <source>solution shown</source>
        <translation>显示解答</translation>
    </message>
    <message>
        <source>, solution %1</source>
        <translation>，解答 %1</translation>
    </message>
    <message>
        <source>, step %1</source>
        <translation>，步骤 %1</translation>
    </message>
</context>
<context>
    <name>ReviewContextText</name>
    <message>
        <source>the PRM of round %1</source>
        <translation>第 %1 轮的 PRM</translation>
    </message>
    <message>
        <source>PRM %1</source>
        <translation>PRM %1</translation>
    </message>
</context>
<context>
    <name>ReviewText</name>
    <message>
        <source>The mark is younger than the model, which cannot have learnt it.</source>
        <translation>此标记晚于模型，模型不可能学过它。</translation>
    </message>
    <message>
        <source>The problem is held out: the model was not trained on it.</source>
        <translation>此题为留出题：模型未在其上训练。</translation>
    </message>
    <message>
        <source>The model may have been trained on this very mark, and differs all the same.</source>
        <translation>模型可能正是用此标记训练的，却仍与之不符。</translation>
    </message>
    <message>
        <source>The scores come from outside; what their model was trained on is not known.</source>
        <translation>得分来自外部，其模型的训练数据不详。</translation>
    </message>
    <message>
        <source>somebody</source>
        <translation>某人</translation>
    </message>
    <message>
        <source>Flag or note</source>
        <translation>旗标或备注</translation>
    </message>
    <message>
        <source>Disagreement</source>
        <translation>分歧</translation>
    </message>
    <message>
        <source>Model against mark</source>
        <translation>模型与标记不符</translation>
    </message>
    <message>
        <source>Failed quality control</source>
        <translation>质检未通过</translation>
    </message>
    <message>
        <source>%1 was unsure: %2</source>
        <translation>%1 不确定：%2</translation>
    </message>
    <message>
        <source>%1 flagged it</source>
        <translation>%1 加了旗标</translation>
    </message>
    <message>
        <source>%1 wrote a note</source>
        <translation>%1 写了备注</translation>
    </message>
    <message>
        <source>right against wrong</source>
        <translation>正确与错误相对</translation>
    </message>
    <message>
        <source>labelers differ</source>
        <translation>标注员意见不一</translation>
    </message>
    <message>
        <source>%1: %2, model: %3, by %4 points</source>
        <translation>%1：%2，模型：%3，相差 %4 个百分点</translation>
    </message>
    <message>
        <source>%1: %2, expected: %3</source>
        <translation>%1：%2，应为：%3</translation>
    </message>
    <message>
        <source>%1 marked this step %2 and was unsure.</source>
        <translation>%1 将此步骤标为“%2”，但不确定。</translation>
    </message>
    <message>
        <source>%1 flagged this step.</source>
        <translation>%1 为此步骤加了旗标。</translation>
    </message>
    <message>
        <source>%1 flagged this solution.</source>
        <translation>%1 为此解答加了旗标。</translation>
    </message>
    <message>
        <source>%1 wrote a note on this solution.</source>
        <translation>%1 为此解答写了备注。</translation>
    </message>
    <message>
        <source>Labelers rate this step differently.</source>
        <translation>标注员对此步骤的标记不一致。</translation>
    </message>
    <message>
        <source>the model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>%1 marked this step %2; %3 believes it is %4.</source>
        <translation>%1 将此步骤标为“%2”；%3 认为是“%4”。</translation>
    </message>
    <message>
        <source>Quality control: %1 marked this step %2, expected was %3.</source>
        <translation>质检：%1 将此步骤标为“%2”，应为“%3”。</translation>
    </message>
    <message>
        <source>%1 settled step %2 as %3.</source>
        <translation>%1 将步骤 %2 裁定为“%3”。</translation>
    </message>
    <message>
        <source>%1 let step %2 stand.</source>
        <translation>%1 维持步骤 %2 原样。</translation>
    </message>
    <message>
        <source>%1 took a decision on step %2 back.</source>
        <translation>%1 撤回了对步骤 %2 的裁定。</translation>
    </message>
    <message>
        <source>Reason: %1</source>
        <translation>理由：%1</translation>
    </message>
    <message>
        <source> %</source>
        <translation>%</translation>
    </message>
</context>
<context>
    <name>RoundPlots</name>
    <message>
        <source>Labels</source>
        <translation>标注量</translation>
    </message>
    <message>
        <source>PRM</source>
        <translation>PRM</translation>
    </message>
    <message>
        <source>ORM</source>
        <translation>ORM</translation>
    </message>
    <message>
        <source>Majority</source>
        <translation>多数投票</translation>
    </message>
    <message>
        <source>round %1</source>
        <translation>第 %1 轮</translation>
    </message>
    <message>
        <source>Step AUC by labels spent</source>
        <translation>步骤 AUC 随标注量的变化</translation>
    </message>
    <message>
        <source>How well step scores tell right steps from wrong on held-out problems. 0.5 is chance; whiskers: 95 %.</source>
        <translation>在留出题上，步骤得分区分正确与错误步骤的能力。0.5 为随机水平；误差线：95%。</translation>
    </message>
    <message>
        <source>No round was evaluated on rated held-out steps yet.</source>
        <translation>尚无轮次在已标注的留出步骤上评估过。</translation>
    </message>
    <message>
        <source>in a problem</source>
        <translation>题内</translation>
    </message>
    <message>
        <source>overall</source>
        <translation>总体</translation>
    </message>
    <message>
        <source>AUC</source>
        <translation>AUC</translation>
    </message>
    <message>
        <source>Best of %1 by labels spent</source>
        <translation>Best-of-%1 随标注量的变化</translation>
    </message>
    <message>
        <source>Best of N by labels spent</source>
        <translation>Best-of-N 随标注量的变化</translation>
    </message>
    <message>
        <source>Held-out problems solved by taking the sample that each likes best; whiskers: 95 %.</source>
        <translation>各方法取其最青睐的采样时，留出题的解出比例；误差线：95%。</translation>
    </message>
    <message>
        <source>No round was evaluated on held-out problems yet.</source>
        <translation>尚无轮次在留出题上评估过。</translation>
    </message>
    <message>
        <source>Solved</source>
        <translation>解出比例</translation>
    </message>
    <message>
        <source>Wrong answers in the queue</source>
        <translation>队列中的错误答案</translation>
    </message>
    <message>
        <source>Of the solutions that a round queued, those that turned out to have a wrong final answer.</source>
        <translation>一轮所入队的解答中，最终答案确为错误者所占的比例。</translation>
    </message>
    <message>
        <source>No round has queued a solution whose answer is known.</source>
        <translation>尚无轮次入队过答案已知的解答。</translation>
    </message>
    <message>
        <source>found</source>
        <translation>实际</translation>
    </message>
    <message>
        <source>asked for</source>
        <translation>设定</translation>
    </message>
    <message>
        <source>Round</source>
        <translation>轮次</translation>
    </message>
    <message>
        <source>Wrong</source>
        <translation>错误占比</translation>
    </message>
    <message>
        <source>Best of N</source>
        <translation>Best-of-N</translation>
    </message>
    <message>
        <source>No chosen round was evaluated on held-out problems.</source>
        <translation>所选轮次均未在留出题上评估过。</translation>
    </message>
    <message>
        <source>Held-out problems solved when N samples are chosen from; bands: 95 %, over problems.</source>
        <translation>从 N 个采样中选择时，留出题的解出比例；色带：按题目计算的 95% 区间。</translation>
    </message>
    <message>
        <source>PRM, %1</source>
        <translation>PRM，%1</translation>
    </message>
    <message>
        <source>Best of N, %1</source>
        <translation>Best-of-N，%1</translation>
    </message>
    <message>
        <source>Reliability</source>
        <translation>可靠性</translation>
    </message>
    <message>
        <source>Of the held-out steps with such a score, how many are right. Bars: how many steps there are.</source>
        <translation>得分相近的留出步骤中，有多大比例是正确的。柱：步骤数。</translation>
    </message>
    <message>
        <source>No chosen round was evaluated on rated held-out steps.</source>
        <translation>所选轮次均未在已标注的留出步骤上评估过。</translation>
    </message>
    <message>
        <source>Reliability, %1</source>
        <translation>可靠性，%1</translation>
    </message>
    <message>
        <source>Calibration error: %1.</source>
        <translation>校准误差：%1。</translation>
    </message>
    <message>
        <source>perfect</source>
        <translation>完美校准</translation>
    </message>
    <message>
        <source>Step score</source>
        <translation>步骤得分</translation>
    </message>
    <message>
        <source>Right</source>
        <translation>正确占比</translation>
    </message>
    <message>
        <source>Training loss</source>
        <translation>训练损失</translation>
    </message>
    <message>
        <source>Cross-entropy of the marks, averaged over the last batches.</source>
        <translation>标记的交叉熵，按最近若干批次平均。</translation>
    </message>
    <message>
        <source>No chosen round has trained a model and kept its curve.</source>
        <translation>所选轮次均未训练模型并保留其曲线。</translation>
    </message>
    <message>
        <source>Rounds whose labels are not known are left out.</source>
        <translation>标注数未知的轮次未画出。</translation>
    </message>
    <message>
        <source>Some are not held out: see above.</source>
        <translation>其中有些并非留出：见上方说明。</translation>
    </message>
</context>
<context>
    <name>RoundState</name>
    <message>
        <source>The unfinished round is given up by a new one; “Resume” does the rest of it instead.</source>
        <translation>开始新的一轮会放弃未完成的一轮；“继续”则会完成其余部分。</translation>
    </message>
    <message>
        <source>The base does not say where it comes from. Its head has two classes, so it is read as TRL&apos;s: a beginning-of-text token where it has one, nothing between problem and first step.</source>
        <translation>基座模型没有说明来源。它的分类头有两个类别，因此按 TRL 的方式读取：有起始标记时放在最前，题目与第一步之间没有内容。</translation>
    </message>
    <message>
        <source>The base does not say where it comes from. It is read as Stepmark&apos;s: problem, a blank line, each step and a line break.</source>
        <translation>基座模型没有说明来源。按 Stepmark 的方式读取：题目、一个空行，然后每一步加换行。</translation>
    </message>
    <message>
        <source>The base does not name its two classes: the first is read as wrong, the second as right.</source>
        <translation>基座模型没有命名它的两个类别：第一个按“错误”读取，第二个按“正确”读取。</translation>
    </message>
    <message>
        <source>The base&apos;s head has other classes, or is not trained further: a new one is trained.</source>
        <translation>基座模型的分类头类别不同，或不会继续训练：将训练一个新的分类头。</translation>
    </message>
    <message>
        <source>Of the checkpoint: transformers 5 does not follow the base&apos;s tokenizer.json. Load its tokenizer with PreTrainedTokenizerFast there.</source>
        <translation>关于检查点：transformers 5 不遵循基座模型的 tokenizer.json。在那里请用 PreTrainedTokenizerFast 加载它的分词器。</translation>
    </message>
    <message>
        <source>No solution is labelled: nothing is trained, and the newest model chooses what to label.</source>
        <translation>尚无已标注的解答：不训练，由最新的模型挑选待标注内容。</translation>
    </message>
    <message>
        <source>No solution is labelled and there is no model yet: the queue is drawn evenly at random.</source>
        <translation>尚无已标注的解答，也没有模型：队列将均匀随机抽取。</translation>
    </message>
    <message>
        <source>There are no new marks since the last model was trained: nothing is trained.</source>
        <translation>上次训练模型以来没有新标记：不训练。</translation>
    </message>
    <message>
        <source>No candidate is left to label: import or generate more.</source>
        <translation>没有剩余的候选解答可标注：请导入或生成更多。</translation>
    </message>
    <message>
        <source>Only %1 candidates are left to label.</source>
        <translation>只剩 %1 个候选解答可标注。</translation>
    </message>
    <message>
        <source>%1 of %2 marks are beyond the %3 tokens that the base model reads: it is too small for this data, and nothing is trained. Choose a base that reads more, such as SmolLM2-135M (8,192 tokens).</source>
        <translation>%2 个标记中有 %1 个超出基础模型可读的 %3 个词元：它对这些数据来说太小，不会训练。请选择能读更长文本的基础模型，例如 SmolLM2-135M（8,192 个词元）。</translation>
    </message>
    <message>
        <source>%1 of %2 marks are beyond the %3 tokens that the base model reads, and are left out.</source>
        <translation>%2 个标记中有 %1 个超出基础模型可读的 %3 个词元，将被略去。</translation>
    </message>
    <message>
        <source>%1 of %2 solutions are longer than the %3 tokens that the model reads: it cannot choose them. A base that reads more, such as SmolLM2-135M (8,192 tokens), can.</source>
        <translation>%2 个解答中有 %1 个超过模型可读的 %3 个词元：模型无法挑选它们。能读更长文本的基础模型（例如 SmolLM2-135M，8,192 个词元）则可以。</translation>
    </message>
    <message>
        <source>The queue will hold %1 wrong answers instead of %2: there are no more.</source>
        <translation>队列将只有 %1 个错误答案，而不是 %2 个：没有更多了。</translation>
    </message>
    <message>
        <source>%1 of %2 solutions that nobody has labelled are no candidates: they are not scored to their end.</source>
        <translation>%2 个无人标注的解答中有 %1 个不是候选：它们没有被打分到最后一步。</translation>
    </message>
    <message>
        <source>No problem is held out, so nothing is evaluated: “Hold out problems” in the File menu does it.</source>
        <translation>没有留出题，因此不作评估：可用“文件”菜单中的“留出题目”。</translation>
    </message>
</context>
<context>
    <name>RoundText</name>
    <message numerus="yes">
        <source>%n training step(s) were skipped: their loss or gradient was not finite.</source>
        <translation>
            <numerusform>跳过了 %n 个训练步：其损失或梯度不是有限值。</numerusform>
        </translation>
    </message>
    <message>
        <source>The base&apos;s hidden states were not kept for the next round: %1</source>
        <translation>基座模型的隐藏状态未能留给下一轮：%1</translation>
    </message>
    <message>
        <source>done</source>
        <translation>已完成</translation>
    </message>
    <message>
        <source>running</source>
        <translation>运行中</translation>
    </message>
    <message>
        <source>interrupted</source>
        <translation>已中断</translation>
    </message>
    <message>
        <source>given up</source>
        <translation>已放弃</translation>
    </message>
    <message>
        <source>queued</source>
        <translation>已入队</translation>
    </message>
    <message>
        <source>convincing wrong, %1 %</source>
        <translation>有说服力的错误，%1%</translation>
    </message>
    <message>
        <source>uniform</source>
        <translation>均匀随机</translation>
    </message>
    <message>
        <source>uncertain</source>
        <translation>不确定</translation>
    </message>
    <message>
        <source>It is not known which problems the model of round %1 was trained on: its figures may not be held out.</source>
        <translation>不清楚第 %1 轮的模型是用哪些题目训练的：其数据可能并非留出。</translation>
    </message>
    <message>
        <source>Round %1: %2 of %3 problems are left out, because its model was trained on them.</source>
        <translation>第 %1 轮：%3 道题目中有 %2 道被排除，因为其模型用它们训练过。</translation>
    </message>
    <message>
        <source>Round %1 is not held out: of %2 problems its model was trained on %3, and chosen by %4.</source>
        <translation>第 %1 轮并非留出：%2 道题目中，其模型用 %3 道训练过，并据 %4 道选出。</translation>
    </message>
    <message>
        <source>Scored in %1 with %2 threads on %3.</source>
        <translation>以 %1 打分，%2 个线程，处理器：%3。</translation>
    </message>
</context>
<context>
    <name>SaveAs</name>
    <message>
        <source>Saved %1.</source>
        <translation>已保存 %1。</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
</context>
<context>
    <name>Seat</name>
    <message>
        <source>You marked %1 of %2 screening solutions as known; %3 % are needed.</source>
        <translation>你在 %2 道准入测试题中答对了 %1 道；需达到 %3%。</translation>
    </message>
    <message>
        <source>You are admitted</source>
        <translation>你已获准入</translation>
    </message>
    <message>
        <source>From now on you get solutions that nobody has judged yet.</source>
        <translation>从现在起，你会得到尚无人评判的解答。</translation>
    </message>
    <message>
        <source>Start labelling</source>
        <translation>开始标注</translation>
    </message>
    <message>
        <source>The screening was not passed</source>
        <translation>未通过准入测试</translation>
    </message>
    <message>
        <source>Your marks are kept, and nothing more is given to you. Whoever leads this project can admit you on the labelers page.</source>
        <translation>你的标记会保留，但不再给你分配新内容。项目负责人可以在“标注员”页面准许你加入。</translation>
    </message>
    <message>
        <source>Your labelling is paused</source>
        <translation>你的标注已暂停</translation>
    </message>
    <message>
        <source>Whoever leads this project has paused it and can admit you again on the labelers page. Everything you marked is kept.</source>
        <translation>项目负责人已将其暂停，并可在“标注员”页面重新准许。你标记过的一切都会保留。</translation>
    </message>
</context>
<context>
    <name>Sentences</name>
    <message>
        <source>%1 %2</source>
        <translation>%1%2</translation>
    </message>
</context>
<context>
    <name>SplitWords</name>
    <message>
        <source>Training</source>
        <translation>训练集</translation>
    </message>
    <message>
        <source>Validation</source>
        <translation>验证集</translation>
    </message>
    <message>
        <source>Test</source>
        <translation>测试集</translation>
    </message>
</context>
<context>
    <name>StudyPlots</name>
    <message>
        <source>Student</source>
        <translation>学生</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1%</translation>
    </message>
    <message>
        <source>%1 alone</source>
        <translation>%1 自身</translation>
    </message>
    <message>
        <source>ceiling</source>
        <translation>上限</translation>
    </message>
    <message>
        <source>Performance gap recovered, %1</source>
        <translation>恢复的性能差距（%1）</translation>
    </message>
    <message>
        <source>How much of the way from supervisor to ceiling the student goes; whiskers: 95 %.</source>
        <translation>学生走完了从监督者到上限之间多大的一段；须线：95%。</translation>
    </message>
    <message>
        <source>One is undefined, and left out.</source>
        <translation>有一个无定义，未画出。</translation>
    </message>
    <message>
        <source>%1 are undefined, and left out.</source>
        <translation>有 %1 个无定义，未画出。</translation>
    </message>
    <message>
        <source>No gap can be recovered yet: there is none, or its runs are not done.</source>
        <translation>尚无可恢复的差距：没有差距，或其运行尚未完成。</translation>
    </message>
    <message>
        <source>supervisor</source>
        <translation>监督者</translation>
    </message>
    <message>
        <source>PGR</source>
        <translation>PGR</translation>
    </message>
    <message>
        <source>%1 of students, %2</source>
        <translation>学生的%1（%2）</translation>
    </message>
    <message>
        <source>Lines: students of one supervisor. Dots of its colour: the supervisor by itself. Dashed: the same sizes, taught the truth. Whiskers: 95 %.</source>
        <translation>折线：同一监督者的学生。同色的点：监督者自身。虚线：同样大小、以真值训练的模型。须线：95%。</translation>
    </message>
    <message>
        <source>No run of this study is done yet.</source>
        <translation>此研究尚无已完成的运行。</translation>
    </message>
    <message>
        <source>Errors taken over, %1</source>
        <translation>照搬的错误（%1）</translation>
    </message>
    <message>
        <source>Of the test examples that the supervisor has wrong, those of which the student says the same. The fewer, the less it imitates.</source>
        <translation>在监督者答错的测试样例中，学生给出相同答案的比例。越少，说明越不是在模仿。</translation>
    </message>
    <message>
        <source>No student of this method is done yet.</source>
        <translation>此方法尚无已完成的学生。</translation>
    </message>
    <message>
        <source>Says the same</source>
        <translation>答案相同</translation>
    </message>
    <message>
        <source>While it learnt</source>
        <translation>学习过程</translation>
    </message>
    <message>
        <source>The test by the truth. The line upright is what was kept.</source>
        <translation>以真值衡量的测试结果。竖线处为最终保留的模型。</translation>
    </message>
    <message>
        <source>The test by the truth and by what the supervisor says: where only the second still rises, errors are learnt. The line upright is what was kept.</source>
        <translation>分别以真值和监督者的答案衡量的测试结果：只有后者仍在上升之处，学到的是错误。竖线处为最终保留的模型。</translation>
    </message>
    <message>
        <source>Nothing was measured on the way.</source>
        <translation>过程中没有测量。</translation>
    </message>
    <message>
        <source>truth</source>
        <translation>真值</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>已完成</translation>
    </message>
    <message>
        <source>Penalties tried</source>
        <translation>试过的惩罚系数</translation>
    </message>
    <message>
        <source>Layers of the student</source>
        <translation>学生的层数</translation>
    </message>
</context>
<context>
    <name>StudyText</name>
    <message>
        <source>classification</source>
        <translation>分类</translation>
    </message>
    <message>
        <source>chess puzzles</source>
        <translation>国际象棋题</translation>
    </message>
    <message>
        <source>preference pairs</source>
        <translation>偏好对</translation>
    </message>
    <message>
        <source>step labels</source>
        <translation>步骤标签</translation>
    </message>
    <message>
        <source>naive</source>
        <translation>朴素</translation>
    </message>
    <message>
        <source>confidence loss</source>
        <translation>置信损失</translation>
    </message>
    <message>
        <source>bootstrapping</source>
        <translation>逐级自举</translation>
    </message>
    <message>
        <source>early stopping, weak labels</source>
        <translation>早停（弱标签）</translation>
    </message>
    <message>
        <source>early stopping, true labels</source>
        <translation>早停（真标签）</translation>
    </message>
    <message>
        <source>soft bootstrap</source>
        <translation>软自举</translation>
    </message>
    <message>
        <source>product of both</source>
        <translation>两者之积</translation>
    </message>
    <message>
        <source>logit difference</source>
        <translation>对数几率差</translation>
    </message>
    <message>
        <source>random noise</source>
        <translation>随机噪声</translation>
    </message>
    <message>
        <source>The supervisor&apos;s soft labels, as they are: what the others are compared with.</source>
        <translation>原样使用监督者的软标签：其他方法与之比较。</translation>
    </message>
    <message>
        <source>The student&apos;s own confident answers beside them (appendix A.4 of the paper).</source>
        <translation>同时使用学生自己有把握的答案（论文附录 A.4）。</translation>
    </message>
    <message>
        <source>Through the sizes between supervisor and student, each taught by the one below.</source>
        <translation>经过监督者与学生之间的各个大小，每个由下一级教出。</translation>
    </message>
    <message>
        <source>Naive, stopped where the supervisor&apos;s labels of validation examples say so.</source>
        <translation>朴素方法，按监督者对验证样例的标签决定何时停止。</translation>
    </message>
    <message>
        <source>Stopped by true labels: what stopping could give at best. An upper bound, no method.</source>
        <translation>按真标签停止：早停至多能带来什么。只是上界，不是方法。</translation>
    </message>
    <message>
        <source>The student&apos;s own soft answers beside the supervisor&apos;s (Reed et al. 2015).</source>
        <translation>同时使用学生自己的软答案（Reed 等，2015）。</translation>
    </message>
    <message>
        <source>Where both agree counts most, as the paper&apos;s own code has it.</source>
        <translation>两者一致之处权重最大，与论文自己的代码相同。</translation>
    </message>
    <message>
        <source>What the supervisor learnt, as a difference of logits, added to the untaught student&apos;s.</source>
        <translation>把监督者学到的东西以对数几率差加到未训练的学生上。</translation>
    </message>
    <message>
        <source>A control: the truth with as many labels turned at random as the supervisor has wrong.</source>
        <translation>对照：在真值中随机翻转与监督者错误同样多的标签。</translation>
    </message>
    <message>
        <source>probe</source>
        <translation>探针</translation>
    </message>
    <message>
        <source>whole model</source>
        <translation>整个模型</translation>
    </message>
    <message>
        <source>supervisor</source>
        <translation>监督者</translation>
    </message>
    <message>
        <source>ceiling</source>
        <translation>上限</translation>
    </message>
    <message>
        <source>student</source>
        <translation>学生</translation>
    </message>
    <message>
        <source>Accuracy</source>
        <translation>准确率</translation>
    </message>
    <message>
        <source>Exact match</source>
        <translation>完全匹配</translation>
    </message>
    <message>
        <source>Step AUC within a problem</source>
        <translation>题内步骤 AUC</translation>
    </message>
    <message>
        <source>%1 (%2 to %3)</source>
        <translation>%1（%2 至 %3）</translation>
    </message>
    <message>
        <source>undefined: no gap</source>
        <translation>无定义：没有差距</translation>
    </message>
    <message>
        <source>undefined: ceiling below</source>
        <translation>无定义：上限更低</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1%</translation>
    </message>
    <message>
        <source>The ceiling is not above the supervisor by more than chance: there is no gap to recover.</source>
        <translation>上限并未超出偶然地高于监督者：没有可恢复的差距。</translation>
    </message>
    <message>
        <source>The supervisor is better than the student&apos;s ceiling: there is no gap to recover.</source>
        <translation>监督者优于学生的上限：没有可恢复的差距。</translation>
    </message>
    <message>
        <source>1 layer</source>
        <translation>1 层</translation>
    </message>
    <message>
        <source>%1 layers</source>
        <translation>%1 层</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1，%2</translation>
    </message>
    <message>
        <source>%1 B</source>
        <translation>%1 B</translation>
    </message>
    <message>
        <source>%1 M</source>
        <translation>%1 M</translation>
    </message>
    <message>
        <source>%1 K</source>
        <translation>%1 K</translation>
    </message>
    <message>
        <source>%1 at %2 layers</source>
        <translation>%1，取 %2 层</translation>
    </message>
    <message>
        <source>Not all of its runs are there yet: these are the figures of those that are.</source>
        <translation>其运行尚未全部完成：这里是已完成部分的数值。</translation>
    </message>
    <message>
        <source>The test has %1 groups only: with fewer than %2 a study cannot tell.</source>
        <translation>测试集只有 %1 组：少于 %2 组时，研究无法得出结论。</translation>
    </message>
    <message>
        <source>There is one seed only: how far seeds differ is not in the intervals.</source>
        <translation>只有一个种子：区间不包含种子之间的差异。</translation>
    </message>
    <message>
        <source>Some PGR is undefined. %1</source>
        <translation>有些 PGR 无定义。%1</translation>
    </message>
    <message>
        <source>%1, supervisor</source>
        <translation>%1，监督者</translation>
    </message>
    <message>
        <source>%1, ceiling</source>
        <translation>%1，上限</translation>
    </message>
    <message>
        <source>%1, student of %2: %3</source>
        <translation>%1，%2 的学生：%3</translation>
    </message>
    <message>
        <source>Layers</source>
        <translation>层数</translation>
    </message>
    <message>
        <source>What learns</source>
        <translation>学习的部分</translation>
    </message>
    <message>
        <source>Method</source>
        <translation>方法</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>种子</translation>
    </message>
    <message>
        <source>Most examples</source>
        <translation>样例上限</translation>
    </message>
    <message>
        <source>Precision</source>
        <translation>精度</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>设备</translation>
    </message>
    <message>
        <source>Weight of own answers</source>
        <translation>自身答案的权重</translation>
    </message>
    <message>
        <source>Texts read first</source>
        <translation>先读文本</translation>
    </message>
    <message>
        <source>Epochs</source>
        <translation>Epoch 数</translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation>学习率</translation>
    </message>
    <message>
        <source>Layers that learn</source>
        <translation>参与学习的层</translation>
    </message>
    <message>
        <source>Teaches others</source>
        <translation>教其他模型</translation>
    </message>
    <message>
        <source>all</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>是</translation>
    </message>
    <message>
        <source>no</source>
        <translation>否</translation>
    </message>
    <message>
        <source>%1: %2 examples to learn from, %3 to measure by, in %4 groups.</source>
        <translation>%1：%2 个样例用于学习，%3 个用于衡量，共 %4 组。</translation>
    </message>
    <message>
        <source>the best-scored legal move</source>
        <translation>得分最高的合规着法</translation>
    </message>
    <message>
        <source>the move that the model writes</source>
        <translation>模型写出的着法</translation>
    </message>
    <message>
        <source>Models write their moves. Up to %1 of them are not legal: these count as wrong, and no student learns from one.</source>
        <translation>着法由模型写出。其中至多 %1 不合规则：它们按错误计，学生也不从中学习。</translation>
    </message>
    <message>
        <source>Best move of chess</source>
        <translation>国际象棋的最佳着法</translation>
    </message>
    <message>
        <source>Examples taught</source>
        <translation>所教样例数</translation>
    </message>
    <message>
        <source>Every wrong step of the test is the last one judged of its solution: who trusts later steps less has a high AUC without having understood one. Go by “First errors”.</source>
        <translation>测试中的错误步骤都是其解答中最后一个被评判的步骤：只要越靠后越不信任，AUC 就会很高，并不说明看懂了。请以“首个错误”为准。</translation>
    </message>
</context>
<context>
    <name>TaskBuilder</name>
    <message>
        <source>%1, queued by round %2.</source>
        <translation>%1，由第 %2 轮入队。</translation>
    </message>
    <message>
        <source>%1 The model&apos;s score of the whole: %2.</source>
        <translation>%1模型给整个解答的得分：%2。</translation>
    </message>
</context>
<context>
    <name>TreePainter</name>
    <message>
        <source>model %1</source>
        <translation>模型 %1</translation>
    </message>
    <message>
        <source>Step tree of problem %1</source>
        <translation>题目 %1 的步骤树</translation>
    </message>
    <message>
        <source>There is not enough memory for so large a picture: choose SVG.</source>
        <translation>内存不足以生成这么大的图片：请选择 SVG。</translation>
    </message>
</context>
<context>
    <name>WorkerText</name>
    <message numerus="yes">
        <source>%n step(s) skipped, not finite</source>
        <translation>
            <numerusform>跳过 %n 步（非有限值）</numerusform>
        </translation>
    </message>
    <message>
        <source>round</source>
        <translation>轮次</translation>
    </message>
    <message>
        <source>sample candidates</source>
        <translation>采样候选解答</translation>
    </message>
    <message>
        <source>train</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>score</source>
        <translation>打分</translation>
    </message>
    <message>
        <source>train the outcome model</source>
        <translation>训练结果奖励模型</translation>
    </message>
    <message>
        <source>score by outcome</source>
        <translation>按结果打分</translation>
    </message>
    <message>
        <source>queue</source>
        <translation>入队</translation>
    </message>
    <message>
        <source>label</source>
        <translation>标注</translation>
    </message>
    <message>
        <source>evaluate</source>
        <translation>评估</translation>
    </message>
    <message>
        <source>import</source>
        <translation>导入</translation>
    </message>
    <message>
        <source>export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>make the sample</source>
        <translation>生成示例</translation>
    </message>
    <message>
        <source>hidden states of the models</source>
        <translation>各模型的隐藏状态</translation>
    </message>
    <message>
        <source>teach a supervisor</source>
        <translation>训练监督模型</translation>
    </message>
    <message>
        <source>read the task&apos;s texts</source>
        <translation>通读任务文本</translation>
    </message>
    <message>
        <source>teach a ceiling</source>
        <translation>训练上限模型</translation>
    </message>
    <message>
        <source>teach a student</source>
        <translation>训练学生模型</translation>
    </message>
    <message>
        <source>study</source>
        <translation>研究</translation>
    </message>
    <message>
        <source>starting</source>
        <translation>正在启动</translation>
    </message>
    <message>
        <source>training PRM</source>
        <translation>训练 PRM</translation>
    </message>
    <message>
        <source>training ORM</source>
        <translation>训练 ORM</translation>
    </message>
    <message>
        <source>training generator</source>
        <translation>训练生成器</translation>
    </message>
    <message>
        <source>training head</source>
        <translation>训练分类头</translation>
    </message>
    <message>
        <source>validating</source>
        <translation>验证</translation>
    </message>
    <message>
        <source>hidden states of the base</source>
        <translation>计算基座模型的隐藏状态</translation>
    </message>
    <message>
        <source>generating</source>
        <translation>生成</translation>
    </message>
    <message>
        <source>reading the pool</source>
        <translation>读取候选池</translation>
    </message>
    <message>
        <source>reading ratings</source>
        <translation>读取标注</translation>
    </message>
    <message>
        <source>reading scores</source>
        <translation>读取得分</translation>
    </message>
    <message>
        <source>scoring</source>
        <translation>打分</translation>
    </message>
    <message>
        <source>products of the network</source>
        <translation>网络的矩阵乘法</translation>
    </message>
    <message>
        <source>longer than the model&apos;s context</source>
        <translation>超过模型的上下文长度</translation>
    </message>
    <message>
        <source>choosing what to label next</source>
        <translation>挑选接下来要标注的内容</translation>
    </message>
    <message>
        <source>labelling</source>
        <translation>标注</translation>
    </message>
    <message>
        <source>evaluating</source>
        <translation>评估</translation>
    </message>
    <message>
        <source>importing</source>
        <translation>导入</translation>
    </message>
    <message>
        <source>exporting</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>tokens</source>
        <translation>个词元</translation>
    </message>
    <message>
        <source>steps</source>
        <translation>个步骤</translation>
    </message>
    <message>
        <source>solutions</source>
        <translation>个解答</translation>
    </message>
    <message>
        <source>problems</source>
        <translation>道题目</translation>
    </message>
    <message>
        <source>fits</source>
        <translation>次拟合</translation>
    </message>
    <message>
        <source>bytes</source>
        <translation>字节</translation>
    </message>
    <message>
        <source>rows</source>
        <translation>行</translation>
    </message>
    <message>
        <source>%1, epoch %2 of %3</source>
        <translation>%1，第 %2/%3 个 epoch</translation>
    </message>
    <message>
        <source>checking</source>
        <translation>正在检查</translation>
    </message>
    <message>
        <source>checks</source>
        <translation>项检查</translation>
    </message>
    <message>
        <source>computing intervals</source>
        <translation>正在计算区间</translation>
    </message>
    <message>
        <source>copying</source>
        <translation>正在复制</translation>
    </message>
    <message>
        <source>looking through the ratings</source>
        <translation>正在查看评级</translation>
    </message>
    <message>
        <source>training</source>
        <translation>正在训练</translation>
    </message>
    <message>
        <source>training language model</source>
        <translation>正在训练语言模型</translation>
    </message>
    <message>
        <source>updates</source>
        <translation>次更新</translation>
    </message>
    <message>
        <source>work</source>
        <translation>工作</translation>
    </message>
</context>
<context>
    <name>stepmark::desktop::DataController</name>
    <message>
        <source>Reading the list.</source>
        <translation>正在读取列表。</translation>
    </message>
</context>
<context>
    <name>stepmark::desktop::Desktop</name>
    <message>
        <source>This project is read-only here</source>
        <translation>此项目在这里是只读的</translation>
    </message>
    <message>
        <source>%1: %2.</source>
        <translation>%1：%2。</translation>
    </message>
    <message>
        <source>%1 (read-only)</source>
        <translation>%1（只读）</translation>
    </message>
    <message>
        <source>%1, project of schema %2</source>
        <translation>%1，项目架构版本 %2</translation>
    </message>
</context>
<context>
    <name>stepmark::desktop::GridController</name>
    <message>
        <source>No program opens folders here. It is %1</source>
        <translation>这里没有可打开文件夹的程序。其路径为 %1</translation>
    </message>
    <message numerus="yes">
        <source>comparison of %n training(s)</source>
        <translation>
            <numerusform>%n 次训练的比较</numerusform>
        </translation>
    </message>
    <message>
        <source>The comparison was cancelled. What is trained is kept: the same one goes on from there.</source>
        <translation>比较已取消。已训练的部分保留：再次开始同样的比较会从那里继续。</translation>
    </message>
    <message>
        <source>The comparison is done: its table is on the rounds page.</source>
        <translation>比较已完成：结果表在轮次页上。</translation>
    </message>
    <message>
        <source>The comparison failed: %1</source>
        <translation>比较失败：%1</translation>
    </message>
</context>
<context>
    <name>stepmark::desktop::HoldOutController</name>
    <message>
        <source>%1 problems were moved; %2 are in training.</source>
        <translation>已移动 %1 道题目；训练集现有 %2 道。</translation>
    </message>
</context>
<context>
    <name>stepmark::desktop::LabelController</name>
    <message>
        <source>Looking for the next solution</source>
        <translation>正在查找下一个解答</translation>
    </message>
</context>
<context>
    <name>stepmark::desktop::LabelersController</name>
    <message>
        <source>%1 is admitted.</source>
        <translation>%1 已获准入。</translation>
    </message>
    <message>
        <source>%1 is paused and gets nothing more.</source>
        <translation>%1 已暂停，不再获得新内容。</translation>
    </message>
    <message>
        <source>The gold item is out of service; its answers no longer count.</source>
        <translation>此金标准题已停用；其作答不再计入。</translation>
    </message>
    <message>
        <source>a file</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>You have finished no solution yet that could be gold: label one to its end or its first error, then come back.</source>
        <translation>你还没有完成可作为金标准的解答：请先将一个解答标到末尾或首个错误，再回来。</translation>
    </message>
    <message>
        <source>Your last solution is a screening item now: %1</source>
        <translation>你的上一个解答已成为准入测试题：%1</translation>
    </message>
    <message>
        <source>Your last solution is a gold item now: %1</source>
        <translation>你的上一个解答已成为金标准题：%1</translation>
    </message>
</context>
<context>
    <name>stepmark::desktop::LabellingWorkshop</name>
    <message>
        <source>Looking for who labels here</source>
        <translation>正在查找此处的标注员</translation>
    </message>
    <message>
        <source>Nothing can be marked: %1.</source>
        <translation>无法标注：%1。</translation>
    </message>
    <message>
        <source>Nothing can be settled: %1.</source>
        <translation>无法裁定：%1。</translation>
    </message>
    <message>
        <source>This project is read-only here</source>
        <translation>此项目在这里是只读的</translation>
    </message>
</context>
<context>
    <name>stepmark::desktop::LeaveGuard</name>
    <message>
        <source>A job is running</source>
        <translation>有任务正在运行</translation>
    </message>
    <message>
        <source>Leaving the project stops the job that runs in the background. What it has not written yet is lost; the marks are not touched.</source>
        <translation>离开项目会停止后台任务。尚未写入的结果会丢失；标记不受影响。</translation>
    </message>
    <message>
        <source>Stop it and leave</source>
        <translation>停止任务并离开</translation>
    </message>
    <message>
        <source>The project is busy.</source>
        <translation>项目正忙。</translation>
    </message>
    <message>
        <source>Not everything is on disk</source>
        <translation>尚有内容未写入磁盘</translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) could not be saved yet. %1</source>
        <translation>
            <numerusform>有 %n 处更改尚未保存。%1</numerusform>
        </translation>
    </message>
    <message>
        <source>Leave without saving them</source>
        <translation>不保存并离开</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>Stay</source>
        <translation>留下</translation>
    </message>
    <message>
        <source>Not everything was saved</source>
        <translation>尚有内容未保存</translation>
    </message>
    <message>
        <source>Leave without them</source>
        <translation>不保留并离开</translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) were refused by the project and are not in it; the foot of the window shows them to be copied.</source>
        <translation>
            <numerusform>有 %n 处更改被项目拒绝，未写入项目；可在窗口底部查看并复制。</numerusform>
        </translation>
    </message>
    <message>
        <source>What was done since it was last written to disk is lost with this window: save the project to another place first.</source>
        <translation>自上次写入磁盘以来所做的一切会随此窗口一起丢失：请先把项目保存到其他位置。</translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) are in no file yet.</source>
        <translation>
            <numerusform>有 %n 处更改尚未写入任何文件。</numerusform>
        </translation>
    </message>
    <message>
        <source>The project is no longer where it was opened</source>
        <translation>项目已不在打开它的位置</translation>
    </message>
    <message>
        <source>Leave without saving it</source>
        <translation>不保存并离开</translation>
    </message>
</context>
<context>
    <name>stepmark::desktop::LostProject</name>
    <message>
        <source>%1 was moved or deleted.</source>
        <translation>%1 已被移动或删除。</translation>
    </message>
    <message>
        <source>Another file stands at %1 now.</source>
        <translation>%1 处现在是另一个文件。</translation>
    </message>
    <message>
        <source>Saving it, and opening it again…</source>
        <translation>正在保存并重新打开…</translation>
    </message>
    <message>
        <source>Nothing is written any more, but nothing is lost yet: the window still holds it all. Put the file back, or save the project to another place.</source>
        <translation>现在不再写入任何内容，但尚未丢失任何内容：窗口仍保存着全部内容。请把文件放回原处，或把项目保存到其他位置。</translation>
    </message>
    <message>
        <source>Nothing is written any more, but nothing is lost yet: the window still holds it all. Save the project to another place; or, where that file is a copy of it, go on with that one: what it lacks of your marks since the project was opened is added to it.</source>
        <translation>现在不再写入任何内容，但尚未丢失任何内容：窗口仍保存着全部内容。请把项目保存到其他位置；如果该文件是项目的副本，也可以继续使用它：打开项目以来它所缺少的标记会补写进去。</translation>
    </message>
    <message>
        <source>It is tried again all the time; your marks wait here.</source>
        <translation>程序会不断重试；您的标记在此等待写入。</translation>
    </message>
</context>
<context>
    <name>stepmark::desktop::ProjectController</name>
    <message>
        <source>Making the sample project: %1, %2 of %3</source>
        <translation>正在生成示例项目：%1，%2/%3</translation>
    </message>
    <message>
        <source>Making the sample project: %1</source>
        <translation>正在生成示例项目：%1</translation>
    </message>
    <message>
        <source>Making the project</source>
        <translation>正在创建项目</translation>
    </message>
    <message>
        <source>Opening %1</source>
        <translation>正在打开 %1</translation>
    </message>
    <message>
        <source>Making the sample project</source>
        <translation>正在生成示例项目</translation>
    </message>
    <message>
        <source>Making the sample project: choosing what to label first</source>
        <translation>正在生成示例项目：挑选首批待标注内容</translation>
    </message>
    <message>
        <source>The sample project was not made: %1</source>
        <translation>示例项目未能生成：%1</translation>
    </message>
    <message>
        <source>This project is also open in another window. Both may label; each shows the other&apos;s marks once a solution comes up again.</source>
        <translation>此项目也在另一个窗口中打开。两边都可以标注；解答再次出现时会显示对方的标记。</translation>
    </message>
    <message>
        <source>%1 was not opened: %2</source>
        <translation>未能打开 %1：%2</translation>
    </message>
</context>
<context>
    <name>stepmark::desktop::RoundController</name>
    <message>
        <source>round %1</source>
        <translation>第 %1 轮</translation>
    </message>
    <message numerus="yes">
        <source>The round is done: %n solution(s) queued.</source>
        <translation>
            <numerusform>本轮已完成：%n 个解答已入队。</numerusform>
        </translation>
    </message>
    <message>
        <source>The round is done: there is a new queue.</source>
        <translation>本轮已完成：有了新的队列。</translation>
    </message>
    <message>
        <source>The round failed: %1</source>
        <translation>本轮失败：%1</translation>
    </message>
    <message>
        <source>round %1, resumed</source>
        <translation>第 %1 轮（继续）</translation>
    </message>
    <message>
        <source>The round was cancelled. It can be resumed from the rounds page.</source>
        <translation>本轮已取消，可在“轮次”页面继续。</translation>
    </message>
</context>
<context>
    <name>stepmark::desktop::TransferController</name>
    <message>
        <source>Another job runs: wait for its end, or cancel it on the Rounds page.</source>
        <translation>有另一个任务在运行：请等待其结束，或在“轮次”页面取消。</translation>
    </message>
    <message>
        <source>import</source>
        <translation>导入</translation>
    </message>
    <message>
        <source>export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>The import was cancelled; nothing was taken in.</source>
        <translation>导入已取消，未导入任何内容。</translation>
    </message>
    <message>
        <source>The export was cancelled.</source>
        <translation>导出已取消。</translation>
    </message>
    <message>
        <source>%1 rows written to %2.</source>
        <translation>已将 %1 行写入 %2。</translation>
    </message>
    <message>
        <source>Left out, as the format has no place for it: %1 marks and solutions.</source>
        <translation>因格式容纳不下而略去：%1 个标记与解答。</translation>
    </message>
    <message>
        <source>Imported: %1 problems, %2 solutions, %3 ratings; known already: %4 rows.</source>
        <translation>已导入：%1 道题目，%2 个解答，%3 个标注；%4 行项目中已有。</translation>
    </message>
</context>
<context>
    <name>stepmark::desktop::WeakStrongController</name>
    <message>
        <source>This run is not done yet: choose another seed, or come back later.</source>
        <translation>此运行尚未完成：请选择另一个种子，或稍后再来。</translation>
    </message>
    <message>
        <source>study of %1</source>
        <translation>%1 的研究</translation>
    </message>
    <message>
        <source>add a task</source>
        <translation>添加学习任务</translation>
    </message>
    <message>
        <source>Another job runs in this project: wait for its end, or cancel it.</source>
        <translation>此项目中有另一个任务在运行：请等待其结束，或将其取消。</translation>
    </message>
    <message>
        <source>The study was cancelled. What is done of it is kept: it can go on.</source>
        <translation>研究已取消。已完成的部分保留：可以继续。</translation>
    </message>
    <message>
        <source>No task was added.</source>
        <translation>没有添加学习任务。</translation>
    </message>
    <message>
        <source>The study failed: %1</source>
        <translation>研究失败：%1</translation>
    </message>
    <message>
        <source>The task was not added: %1</source>
        <translation>学习任务未添加：%1</translation>
    </message>
    <message>
        <source>The study is done.</source>
        <translation>研究已完成。</translation>
    </message>
    <message>
        <source>%1 was added: %2, %3 examples to learn from, %4 to measure by.</source>
        <translation>已添加 %1：%2，%3 个样例用于学习，%4 个用于衡量。</translation>
    </message>
    <message>
        <source>remove a task</source>
        <translation>移除任务</translation>
    </message>
    <message>
        <source>remove a study</source>
        <translation>移除研究</translation>
    </message>
    <message>
        <source>No task was removed.</source>
        <translation>没有移除任务。</translation>
    </message>
    <message>
        <source>The task was not removed: %1</source>
        <translation>任务未能移除：%1</translation>
    </message>
    <message>
        <source>No study was removed.</source>
        <translation>没有移除研究。</translation>
    </message>
    <message>
        <source>The study was not removed: %1</source>
        <translation>研究未能移除：%1</translation>
    </message>
    <message>
        <source>The task was removed.</source>
        <translation>任务已移除。</translation>
    </message>
    <message>
        <source>The study was removed.</source>
        <translation>研究已移除。</translation>
    </message>
</context>
<context>
    <name>stepmark::desktop::WeakStrongWorkshop</name>
    <message>
        <source>Weak to strong</source>
        <translation>由弱到强</translation>
    </message>
    <message>
        <source>&amp;Weak to strong</source>
        <translation>由弱到强(&amp;W)</translation>
    </message>
</context>
<context>
    <name>stepmark::desktop::WorkerProcess</name>
    <message>
        <source>%1 could not be started: %2. It belongs beside the stepmark program; install both again.</source>
        <translation>无法启动 %1：%2。它应与 stepmark 程序位于同一处；请重新安装两者。</translation>
    </message>
    <message>
        <source>Cancelled.</source>
        <translation>已取消。</translation>
    </message>
    <message>
        <source>The worker ended without a word (signal %1), perhaps for want of memory. What was on disk is kept; its last log lines are shown. Start it again, with less at a time.</source>
        <translation>后台进程无声退出（信号 %1），可能是内存不足。已写入磁盘的内容会保留；下面是其最后几行日志。请减小规模后重新启动。</translation>
    </message>
    <message>
        <source>The worker failed (exit code %1) and left no message.</source>
        <translation>后台进程失败（退出码 %1），且未留下消息。</translation>
    </message>
</context>
<context>
    <name>stepmark::desktop::WriteQueue</name>
    <message>
        <source>It belongs to a change that was refused.</source>
        <translation>它依赖于一处被拒绝的更改。</translation>
    </message>
</context>
<context>
    <name>stepmark::ui::AboutDialog</name>
    <message>
        <source>About Stepmark</source>
        <translation>关于 Stepmark</translation>
    </message>
    <message>
        <source>Process supervision on the desktop, after Lightman et al. 2023, Let&apos;s Verify Step by Step (arXiv 2305.20050).</source>
        <translation>桌面上的过程监督，方法源自 Lightman 等人 2023 年的论文 Let&apos;s Verify Step by Step（arXiv 2305.20050）。</translation>
    </message>
    <message>
        <source>Free software under the GNU General Public License, version 3 or later.</source>
        <translation>自由软件，采用 GNU 通用公共许可证第 3 版或更高版本。</translation>
    </message>
</context>
<context>
    <name>stepmark::ui::AddTaskDialog</name>
    <message>
        <source>Add a task</source>
        <translation>添加学习任务</translation>
    </message>
    <message>
        <source>Files of rows</source>
        <translation>数据文件</translation>
    </message>
    <message>
        <source>A built-in example</source>
        <translation>内置示例</translation>
    </message>
    <message>
        <source>The ratings of this project</source>
        <translation>此项目的标注</translation>
    </message>
    <message>
        <source>Where its examples come from</source>
        <translation>样例来源</translation>
    </message>
    <message>
        <source>by the file</source>
        <translation>按文件</translation>
    </message>
    <message>
        <source>Name of the task</source>
        <translation>学习任务的名称</translation>
    </message>
    <message>
        <source>A task is a set of examples with true labels.</source>
        <translation>学习任务是一组带真标签的样例。</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>JSON lines, JSON array or CSV, gzipped or not. Their fields tell the kind: text and label; prompt, chosen and rejected; FEN and moves.</source>
        <translation>JSON Lines、JSON 数组或 CSV，可用 gzip 压缩。由字段判断种类：文本与标签；提示、优选与劣选；FEN 与着法。</translation>
    </message>
    <message>
        <source>To learn from</source>
        <translation>用于学习</translation>
    </message>
    <message>
        <source>Files to learn from, one a line</source>
        <translation>用于学习的文件，每行一个</translation>
    </message>
    <message>
        <source>To measure by</source>
        <translation>用于衡量</translation>
    </message>
    <message>
        <source>Files to measure by, one a line</source>
        <translation>用于衡量的文件，每行一个</translation>
    </message>
    <message>
        <source>None: a fifth of the groups is drawn</source>
        <translation>无：抽取五分之一的组</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>选择…</translation>
    </message>
    <message>
        <source>Choose: %1</source>
        <translation>选择：%1</translation>
    </message>
    <message>
        <source>Rows (*.jsonl *.json *.csv *.gz);;All files (*)</source>
        <translation>数据 (*.jsonl *.json *.csv *.gz);;所有文件 (*)</translation>
    </message>
    <message>
        <source>Kind of the example</source>
        <translation>示例的种类</translation>
    </message>
    <message>
        <source>Made by the program itself: word problems judged by its oracle, and mates in one. 2,000 examples to learn from, 500 to measure by.</source>
        <translation>由程序自己生成：由其判定器评判的应用题，以及一步杀。2,000 个样例用于学习，500 个用于衡量。</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Add the task</source>
        <translation>添加</translation>
    </message>
    <message>
        <source>Name at least one file to learn from.</source>
        <translation>请至少指定一个用于学习的文件。</translation>
    </message>
    <message>
        <source>There is a task of that name already: choose another one.</source>
        <translation>已有同名的学习任务：请换一个名称。</translation>
    </message>
    <message>
        <source>by the kind</source>
        <translation>按种类</translation>
    </message>
    <message>
        <source>Each rated step is an example: right, or not. Problems held out are what is measured by, unless there are files of ProcessBench: whose problems are then never learnt from.</source>
        <translation>每个已标注的步骤是一个样例：对或不对。默认用留出的题目衡量；若给出 ProcessBench 文件，则用它衡量，且绝不学习其中的题目。</translation>
    </message>
    <message>
        <source>Files of ProcessBench to measure by, one a line</source>
        <translation>用于衡量的 ProcessBench 文件，每行一个</translation>
    </message>
    <message>
        <source>None: the project&apos;s problems that are held out</source>
        <translation>无：用项目中留出的题目</translation>
    </message>
</context>
<context>
    <name>stepmark::ui::AdvancedFields</name>
    <message>
        <source>Advanced choices</source>
        <translation>高级选项</translation>
    </message>
    <message>
        <source>Cut, but not most of them</source>
        <translation>截断，但不能是多数</translation>
    </message>
    <message>
        <source>Cut</source>
        <translation>截断</translation>
    </message>
    <message>
        <source>Leave out</source>
        <translation>跳过</translation>
    </message>
    <message>
        <source>End the round</source>
        <translation>结束本轮</translation>
    </message>
    <message>
        <source>Train on them, too</source>
        <translation>也用于训练</translation>
    </message>
    <message>
        <source>Weigh the rarer ones more</source>
        <translation>少见的权重更大</translation>
    </message>
    <message>
        <source>Advanced</source>
        <translation>高级</translation>
    </message>
    <message>
        <source>Too long for the model</source>
        <translation>超出模型长度</translation>
    </message>
    <message>
        <source>Solutions longer than its context. Cut: their first steps are read. As usual, the round is refused where most would go.</source>
        <translation>超出模型上下文的解答。截断：只读取前面的步骤。默认情况下，若多数会被截断，则拒绝开始本轮。</translation>
    </message>
    <message>
        <source>Marks behind an error</source>
        <translation>错误之后的标记</translation>
    </message>
    <message>
        <source>Marks behind a solution&apos;s first error, where a file has them. The paper: not at all.</source>
        <translation>文件中位于解答首个错误之后的标记。论文完全不用。</translation>
    </message>
    <message>
        <source>Right, neutral, wrong</source>
        <translation>正确、中性、错误</translation>
    </message>
    <message>
        <source>Each counts by how seldom it is marked, so that the three weigh the same together.</source>
        <translation>各类按其少见程度计权，使三类总权重相同。</translation>
    </message>
    <message>
        <source>auto</source>
        <translation>自动</translation>
    </message>
    <message>
        <source>the last</source>
        <translation>最后一层</translation>
    </message>
    <message>
        <source>Layer that a head reads</source>
        <translation>分类头读取的层</translation>
    </message>
    <message>
        <source>Such as 12: what lies above is not computed. Of several (6, 12, 18), or of five (%1), the one that does best on validation problems. The paper: the last.</source>
        <translation>例如 12：其上的层不再计算。给出多层（6, 12, 18）或五层（%1）时，取在验证题目上表现最好的一层。论文：最后一层。</translation>
    </message>
    <message>
        <source>Layers are numbers from 1, such as 12 or 6, 12, 18, or %1; or leave them empty.</source>
        <translation>层是从 1 起的数字，例如 12，或 6, 12, 18，或 %1；也可留空。</translation>
    </message>
</context>
<context>
    <name>stepmark::ui::AgreementTable</name>
    <message>
        <source>Agree</source>
        <translation>一致率</translation>
    </message>
    <message>
        <source>Cohen&apos;s κ</source>
        <translation>Cohen κ</translation>
    </message>
    <message>
        <source>Fleiss&apos; κ</source>
        <translation>Fleiss κ</translation>
    </message>
    <message>
        <source>Krippendorff&apos;s α</source>
        <translation>Krippendorff α</translation>
    </message>
    <message>
        <source>Judged by two labelers or more</source>
        <translation>由两名及以上标注员评判</translation>
    </message>
    <message>
        <source>Share of pairs of judgements that are equal</source>
        <translation>评判对中相同者所占的比例</translation>
    </message>
    <message>
        <source>Agreement beyond chance of two labelers</source>
        <translation>两名标注员之间超出随机水平的一致性</translation>
    </message>
    <message>
        <source>Agreement beyond chance of any number of labelers</source>
        <translation>任意多名标注员之间超出随机水平的一致性</translation>
    </message>
    <message>
        <source>Agreement beyond chance, by how far apart judgements are.</source>
        <translation>超出偶然的一致性，计入判断之间的距离。</translation>
    </message>
</context>
<context>
    <name>stepmark::ui::AgreementView</name>
    <message>
        <source>Agreement on what</source>
        <translation>一致性的对象</translation>
    </message>
    <message>
        <source>On each step</source>
        <translation>按每个步骤</translation>
    </message>
    <message>
        <source>On the first error</source>
        <translation>按首个错误</translation>
    </message>
    <message>
        <source>Over what time</source>
        <translation>时间粒度</translation>
    </message>
    <message>
        <source>By round</source>
        <translation>按轮次</translation>
    </message>
    <message>
        <source>By week</source>
        <translation>按周</translation>
    </message>
    <message>
        <source>Agreement of pairs</source>
        <translation>两两一致性</translation>
    </message>
    <message>
        <source>Agreement over time</source>
        <translation>一致性随时间的变化</translation>
    </message>
    <message>
        <source>Only what two labelers or more judged counts. In brackets: 95 % intervals from a bootstrap over the steps or solutions; below ten there is none. – means undefined: nothing in common, or every judgement the same.</source>
        <translation>只计入由两名及以上标注员评判的内容。括号内为对步骤或解答做 bootstrap 得到的 95% 区间；少于十个时不给出。“–”表示无定义：没有共同评判的内容，或所有评判都相同。</translation>
    </message>
    <message>
        <source>Computing the agreement of your labelers…</source>
        <translation>正在计算标注员的一致性…</translation>
    </message>
    <message>
        <source>Nothing has been judged by two labelers yet, so that their agreement is undefined. Let a second labeler mark some of the same solutions.</source>
        <translation>尚无内容由两名标注员评判，因此一致性无定义。请让第二名标注员标记部分相同的解答。</translation>
    </message>
    <message>
        <source>Everybody</source>
        <translation>全体</translation>
    </message>
    <message>
        <source>%1 and %2</source>
        <translation>%1 与 %2</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>步骤</translation>
    </message>
    <message>
        <source>Solutions</source>
        <translation>解答</translation>
    </message>
    <message>
        <source>Round %1</source>
        <translation>第 %1 轮</translation>
    </message>
    <message>
        <source>Week of %1</source>
        <translation>%1 当周</translation>
    </message>
    <message>
        <source>Save the pairs (CSV)…</source>
        <translation>保存两两一致性 (CSV)…</translation>
    </message>
    <message>
        <source>Save the periods (CSV)…</source>
        <translation>保存各时段 (CSV)…</translation>
    </message>
    <message>
        <source>Distances are ordinal: wrong, neutral, right.</source>
        <translation>距离为序数距离：错误、中性、正确。</translation>
    </message>
    <message>
        <source>Distances are ordinal, by the place of the first error; none is the last place.</source>
        <translation>距离为序数距离，按首个错误的位置；没有错误算作最后一位。</translation>
    </message>
</context>
<context>
    <name>stepmark::ui::CostPanel</name>
    <message>
        <source>What the study will cost</source>
        <translation>研究的开销</translation>
    </message>
    <message>
        <source>Working out what it will cost…</source>
        <translation>正在估算开销…</translation>
    </message>
    <message>
        <source>Nothing: all of its %1 runs are known.</source>
        <translation>无：其 %1 次运行均已完成。</translation>
    </message>
    <message>
        <source>It is not known how long it takes</source>
        <translation>所需时间未知</translation>
    </message>
    <message>
        <source>%1 of memory</source>
        <translation>内存 %1</translation>
    </message>
    <message>
        <source>%1 runs of models, of which %2 are known already.</source>
        <translation>共 %1 次模型运行，其中 %2 次已完成。</translation>
    </message>
    <message>
        <source>%1 %2 tokens go through the network.</source>
        <translation>%1%2 个词元要通过网络。</translation>
    </message>
</context>
<context>
    <name>stepmark::ui::DataPage</name>
    <message>
        <source>Solutions</source>
        <translation>解答</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>数据</translation>
    </message>
    <message>
        <source>Size of the list</source>
        <translation>列表条数</translation>
    </message>
    <message>
        <source>Import…</source>
        <translation>导入…</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>导出…</translation>
    </message>
    <message>
        <source>search</source>
        <translation>搜索</translation>
    </message>
    <message>
        <source>open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>step tree</source>
        <translation>步骤树</translation>
    </message>
    <message>
        <source>Nothing matches</source>
        <translation>没有匹配项</translation>
    </message>
    <message>
        <source>No entry has all that you ask for.</source>
        <translation>没有条目符合所有条件。</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>全部显示</translation>
    </message>
    <message>
        <source>Problems</source>
        <translation>题目</translation>
    </message>
    <message>
        <source>No project is open</source>
        <translation>未打开项目</translation>
    </message>
    <message>
        <source>Open one, and its problems and solutions are listed here.</source>
        <translation>打开项目后，其题目和解答会列在这里。</translation>
    </message>
    <message>
        <source>One moment</source>
        <translation>请稍候</translation>
    </message>
    <message>
        <source>Nothing here yet</source>
        <translation>这里还没有内容</translation>
    </message>
    <message>
        <source>Import a file of problems and solutions, or drop it onto this window. PRM800K, GSM8K, MATH, ProcessBench and plain JSON lines are known by their content.</source>
        <translation>导入题目和解答文件，或将其拖放到此窗口。PRM800K、GSM8K、MATH、ProcessBench 和普通 JSON Lines 会按内容自动识别。</translation>
    </message>
    <message>
        <source>The list could not be read</source>
        <translation>无法读取列表</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>1 problem</source>
        <translation>1 道题目</translation>
    </message>
    <message>
        <source>%1 problems</source>
        <translation>%1 道题目</translation>
    </message>
    <message>
        <source>1 solution</source>
        <translation>1 个解答</translation>
    </message>
    <message>
        <source>%1 solutions</source>
        <translation>%1 个解答</translation>
    </message>
    <message>
        <source>%1 so far, searching: %2 %</source>
        <translation>目前 %1，搜索中：%2%</translation>
    </message>
    <message>
        <source>%1 and counting</source>
        <translation>%1，仍在统计</translation>
    </message>
    <message>
        <source>Open a project</source>
        <translation>打开项目</translation>
    </message>
</context>
<context>
    <name>stepmark::ui::DifferenceTable</name>
    <message>
        <source>Truth</source>
        <translation>真值</translation>
    </message>
    <message>
        <source>Supervisor</source>
        <translation>监督者</translation>
    </message>
    <message>
        <source>What it says, and how sure it is</source>
        <translation>它的答案及其把握</translation>
    </message>
    <message>
        <source>Student</source>
        <translation>学生</translation>
    </message>
    <message>
        <source>Example</source>
        <translation>样例</translation>
    </message>
    <message>
        <source>no legal move</source>
        <translation>无合规着法</translation>
    </message>
</context>
<context>
    <name>stepmark::ui::EndingPanel</name>
    <message>
        <source>the question is unclear or incomplete</source>
        <translation>问题不清楚或不完整</translation>
    </message>
    <message>
        <source>the reference answer is wrong</source>
        <translation>参考答案有误</translation>
    </message>
    <message>
        <source>the text is damaged</source>
        <translation>文本已损坏</translation>
    </message>
    <message>
        <source>too hard for me</source>
        <translation>对我来说太难</translation>
    </message>
    <message>
        <source>too long to check</source>
        <translation>太长，无法逐一核对</translation>
    </message>
    <message>
        <source>the steps cannot be followed</source>
        <translation>步骤无法看懂</translation>
    </message>
    <message>
        <source>Why, in your own words</source>
        <translation>用自己的话说明原因</translation>
    </message>
    <message>
        <source>Go back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>A bad problem? Choose why, then Enter or %1. Esc goes back.</source>
        <translation>是坏题吗？选择原因，然后按 Enter 或 %1。按 Esc 返回。</translation>
    </message>
    <message>
        <source>Give this solution up? Choose why, then Enter or %1. Esc goes back.</source>
        <translation>放弃此解答吗？选择原因，然后按 Enter 或 %1。按 Esc 返回。</translation>
    </message>
    <message>
        <source>Bad problem</source>
        <translation>坏题</translation>
    </message>
    <message>
        <source>Give up</source>
        <translation>放弃</translation>
    </message>
    <message>
        <source>in my own words</source>
        <translation>自己说明</translation>
    </message>
</context>
<context>
    <name>stepmark::ui::EstimatePanel</name>
    <message>
        <source>%1 marks</source>
        <translation>%1 个标记</translation>
    </message>
    <message>
        <source>%1 steps</source>
        <translation>%1 个步骤</translation>
    </message>
    <message>
        <source>%1 solutions</source>
        <translation>%1 个解答</translation>
    </message>
    <message>
        <source>%1 optimizer steps</source>
        <translation>%1 个优化器步</translation>
    </message>
    <message>
        <source>%1, and what was never measured</source>
        <translation>%1，另有从未测量过的部分</translation>
    </message>
    <message>
        <source>%1 of disk, %2 are free</source>
        <translation>磁盘 %1，可用 %2</translation>
    </message>
    <message>
        <source>%1 of disk</source>
        <translation>磁盘 %1</translation>
    </message>
    <message>
        <source>%1 of memory</source>
        <translation>内存 %1</translation>
    </message>
    <message>
        <source>Estimate</source>
        <translation>预估</translation>
    </message>
    <message>
        <source>What the round will take is estimated once a project is open and nothing runs.</source>
        <translation>打开项目且没有任务运行时，会预估本轮所需的资源。</translation>
    </message>
    <message>
        <source>Estimating what the round will take…</source>
        <translation>正在预估本轮所需的资源…</translation>
    </message>
    <message>
        <source>There is not enough room on the disk: free some, or put the project elsewhere.</source>
        <translation>磁盘空间不足：请腾出空间，或将项目移到别处。</translation>
    </message>
    <message>
        <source>never measured</source>
        <translation>从未测量</translation>
    </message>
</context>
<context>
    <name>stepmark::ui::ExportDialog</name>
    <message>
        <source>%1 exists already. Press Replace to write it anew.</source>
        <translation>%1 已存在。按“替换”将其重新写入。</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>替换</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>counts as right</source>
        <translation>计为正确</translation>
    </message>
    <message>
        <source>counts as wrong</source>
        <translation>计为错误</translation>
    </message>
    <message>
        <source>is left out</source>
        <translation>不导出</translation>
    </message>
    <message>
        <source>All splits</source>
        <translation>全部划分</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>选择…</translation>
    </message>
    <message>
        <source>Choose the file to write</source>
        <translation>选择要写入的文件</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>格式</translation>
    </message>
    <message>
        <source>A neutral mark</source>
        <translation>中性标记</translation>
    </message>
    <message>
        <source>Problems</source>
        <translation>题目</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>This format knows right and wrong only: choose what a neutral mark becomes.</source>
        <translation>此格式只有正确和错误：请选择中性标记如何处理。</translation>
    </message>
    <message>
        <source>Neutral marks stay neutral in this format.</source>
        <translation>在此格式中，中性标记保持中性。</translation>
    </message>
    <message>
        <source>Counting what there is to write.</source>
        <translation>正在统计要写入的内容。</translation>
    </message>
    <message>
        <source>%1 entries with %2 marks right, %3 neutral, %4 wrong.</source>
        <translation>%1 个条目，标记中 %2 个正确、%3 个中性、%4 个错误。</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>The export was cancelled; nothing was written.</source>
        <translation>导出已取消，未写入任何内容。</translation>
    </message>
    <message>
        <source>Marks and solutions that this format has no place for: %1.</source>
        <translation>此格式容纳不下的标记与解答：%1。</translation>
    </message>
</context>
<context>
    <name>stepmark::ui::FigureTable</name>
    <message>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Learns from</source>
        <translation>向谁学习</translation>
    </message>
    <message>
        <source>Supervisors and ceilings learn the truth, each its half of the examples</source>
        <translation>监督者与上限学习真值，各用一半样例</translation>
    </message>
    <message>
        <source>Test</source>
        <translation>测试</translation>
    </message>
    <message>
        <source>Mean over seeds, with its 95 % interval over test groups and seeds</source>
        <translation>各种子的均值，及其对测试组和种子的 95% 区间</translation>
    </message>
    <message>
        <source>By seed</source>
        <translation>按种子</translation>
    </message>
    <message>
        <source>PGR</source>
        <translation>PGR</translation>
    </message>
    <message>
        <source>Performance gap recovered: how much of the way from supervisor to ceiling the student goes</source>
        <translation>恢复的性能差距：学生走完了从监督者到上限之间多大的一段</translation>
    </message>
    <message>
        <source>Same where right</source>
        <translation>对处相同</translation>
    </message>
    <message>
        <source>How often the student says what the supervisor says, where the supervisor is right</source>
        <translation>在监督者正确之处，学生给出相同答案的比例</translation>
    </message>
    <message>
        <source>Same where wrong</source>
        <translation>错处相同</translation>
    </message>
    <message>
        <source>The same where the supervisor is wrong: errors that were taken over</source>
        <translation>在监督者错误之处的同一比例：照搬的错误</translation>
    </message>
    <message>
        <source>the truth (%1)</source>
        <translation>真值（%1）</translation>
    </message>
    <message>
        <source>First errors</source>
        <translation>首个错误</translation>
    </message>
    <message>
        <source>ProcessBench&apos;s F1: how well the first wrong step of a solution is named. The threshold is fitted on a fifth of the problems, the figure is of the others</source>
        <translation>ProcessBench 的 F1：指出解答中首个错误步骤的能力。阈值在五分之一的题目上拟合，数值来自其余题目</translation>
    </message>
    <message>
        <source>Not legal</source>
        <translation>不合规则</translation>
    </message>
    <message>
        <source>For how many of the test&apos;s positions the model wrote no legal move: these count as wrong</source>
        <translation>在测试的局面中，模型有多少没有写出合规着法：按错误计</translation>
    </message>
</context>
<context>
    <name>stepmark::ui::FilterBar</name>
    <message>
        <source>Search problems, steps and answers</source>
        <translation>搜索题目、步骤和答案</translation>
    </message>
    <message>
        <source>Solutions</source>
        <translation>解答</translation>
    </message>
    <message>
        <source>Problems</source>
        <translation>题目</translation>
    </message>
    <message>
        <source> %</source>
        <translation>%</translation>
    </message>
    <message>
        <source>Split</source>
        <translation>划分</translation>
    </message>
    <message>
        <source>Queued by round</source>
        <translation>入队轮次</translation>
    </message>
    <message>
        <source>Final answer</source>
        <translation>最终答案</translation>
    </message>
    <message>
        <source>Marks</source>
        <translation>标记</translation>
    </message>
    <message>
        <source>Flags</source>
        <translation>旗标</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>来源</translation>
    </message>
    <message>
        <source>Score</source>
        <translation>得分</translation>
    </message>
    <message>
        <source>Lowest score</source>
        <translation>最低得分</translation>
    </message>
    <message>
        <source>Highest score</source>
        <translation>最高得分</translation>
    </message>
    <message>
        <source>Order</source>
        <translation>排序</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>全部显示</translation>
    </message>
    <message>
        <source>All splits</source>
        <translation>全部划分</translation>
    </message>
    <message>
        <source>Any answer</source>
        <translation>任意答案</translation>
    </message>
    <message>
        <source>Answer right</source>
        <translation>答案正确</translation>
    </message>
    <message>
        <source>Answer wrong</source>
        <translation>答案错误</translation>
    </message>
    <message>
        <source>Answer not known</source>
        <translation>答案对错未知</translation>
    </message>
    <message>
        <source>Marked or not</source>
        <translation>不限是否已标记</translation>
    </message>
    <message>
        <source>With marks</source>
        <translation>有标记</translation>
    </message>
    <message>
        <source>Without marks</source>
        <translation>无标记</translation>
    </message>
    <message>
        <source>Flagged or not</source>
        <translation>不限旗标</translation>
    </message>
    <message>
        <source>Flagged</source>
        <translation>有旗标</translation>
    </message>
    <message>
        <source>By problem</source>
        <translation>按题目</translation>
    </message>
    <message>
        <source>By score</source>
        <translation>按得分</translation>
    </message>
    <message>
        <source>By answer</source>
        <translation>按答案</translation>
    </message>
    <message>
        <source>By number of marks</source>
        <translation>按标记数</translation>
    </message>
    <message>
        <source>By last mark</source>
        <translation>按最近标记</translation>
    </message>
    <message>
        <source>All rounds</source>
        <translation>全部轮次</translation>
    </message>
    <message>
        <source>Round %1</source>
        <translation>第 %1 轮</translation>
    </message>
    <message>
        <source>All sources</source>
        <translation>全部来源</translation>
    </message>
    <message>
        <source>(no source)</source>
        <translation>（无来源）</translation>
    </message>
    <message>
        <source>↓ falling</source>
        <translation>↓ 降序</translation>
    </message>
    <message>
        <source>↑ rising</source>
        <translation>↑ 升序</translation>
    </message>
    <message>
        <source>Falling order; press for rising</source>
        <translation>降序；按下改为升序</translation>
    </message>
    <message>
        <source>Rising order; press for falling</source>
        <translation>升序；按下改为降序</translation>
    </message>
    <message>
        <source>Problem %1 ✕</source>
        <translation>题目 %1 ✕</translation>
    </message>
    <message>
        <source>Only problem %1; press for all problems</source>
        <translation>仅题目 %1；按下显示全部题目</translation>
    </message>
</context>
<context>
    <name>stepmark::ui::Formulas</name>
    <message>
        <source>MathJax is not installed beside the program.</source>
        <translation>程序旁未安装 MathJax。</translation>
    </message>
</context>
<context>
    <name>stepmark::ui::GoldTable</name>
    <message>
        <source>Problem</source>
        <translation>题目</translation>
    </message>
    <message>
        <source>For</source>
        <translation>用途</translation>
    </message>
    <message>
        <source>Answered right</source>
        <translation>答对</translation>
    </message>
    <message>
        <source>By all labelers. Where hardly anybody agrees, look at the gold again</source>
        <translation>全体标注员合计。若几乎无人一致，请重新检查金标准</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>步骤</translation>
    </message>
    <message>
        <source>Up to and including the first error</source>
        <translation>到首个错误为止（含）</translation>
    </message>
    <message>
        <source>First error</source>
        <translation>首个错误</translation>
    </message>
    <message>
        <source>Judged by</source>
        <translation>评判人</translation>
    </message>
    <message>
        <source>They are never asked this item</source>
        <translation>此题永不出给本人</translation>
    </message>
    <message>
        <source>screening</source>
        <translation>准入测试</translation>
    </message>
    <message>
        <source>quality control</source>
        <translation>质检</translation>
    </message>
    <message>
        <source>step %1</source>
        <translation>步骤 %1</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
</context>
<context>
    <name>stepmark::ui::GridForm</name>
    <message>
        <source>Head only</source>
        <translation>仅分类头</translation>
    </message>
    <message>
        <source>Whole model</source>
        <translation>整个模型</translation>
    </message>
    <message>
        <source>Either of them</source>
        <translation>两者都试</translation>
    </message>
    <message>
        <source>by the model&apos;s size</source>
        <translation>按模型大小</translation>
    </message>
    <message>
        <source>one a core</source>
        <translation>每个核心一个</translation>
    </message>
    <message>
        <source>What varies: several values in a field are all tried</source>
        <translation>比较什么：一栏中的多个取值都会试一遍</translation>
    </message>
    <message>
        <source>What is trained</source>
        <translation>训练范围</translation>
    </message>
    <message>
        <source>Seeds</source>
        <translation>种子</translation>
    </message>
    <message>
        <source>Such as 1, 2, 5-8. Figures that differ no more than from seed to seed tell nothing.</source>
        <translation>例如 1, 2, 5-8。差别不超过种子之间差别的数字说明不了什么。</translation>
    </message>
    <message>
        <source>Learning rates</source>
        <translation>学习率</translation>
    </message>
    <message>
        <source>Such as 1e-5; 2e-5. Empty: 2e-5 at 100 M weights.</source>
        <translation>例如 1e-5; 2e-5。留空：1 亿参数时为 2e-5。</translation>
    </message>
    <message>
        <source>Epochs</source>
        <translation>Epoch 数</translation>
    </message>
    <message>
        <source>Base models</source>
        <translation>基座模型</translation>
    </message>
    <message>
        <source>Hugging Face folders, apart by semicolons. Empty: the built-in one.</source>
        <translation>Hugging Face 文件夹，以分号隔开。留空：内置模型。</translation>
    </message>
    <message>
        <source>Trainings at a time</source>
        <translation>同时训练数</translation>
    </message>
    <message>
        <source>They share the cores; fewer where memory does not hold as many.</source>
        <translation>它们共用各核心；内存不够时会减少。</translation>
    </message>
    <message>
        <source>built in</source>
        <translation>内置</translation>
    </message>
    <message>
        <source>Add…</source>
        <translation>添加…</translation>
    </message>
    <message>
        <source>Add the folder of a base model</source>
        <translation>添加一个基座模型的文件夹</translation>
    </message>
    <message>
        <source>and the built-in one</source>
        <translation>并加上内置模型</translation>
    </message>
    <message>
        <source>Base model&apos;s folder</source>
        <translation>基座模型的文件夹</translation>
    </message>
    <message>
        <source>Start the comparison</source>
        <translation>开始比较</translation>
    </message>
    <message>
        <source>One layer on stored activations: quick, and has no epochs.</source>
        <translation>只训练已存激活之上的一层：很快，且没有 epoch。</translation>
    </message>
    <message>
        <source>Every weight: far slower, better with many marks.</source>
        <translation>训练全部权重：慢得多，标记多时更好。</translation>
    </message>
    <message>
        <source>Both ways, each as it usually is.</source>
        <translation>两种方式各按其通常设置。</translation>
    </message>
    <message>
        <source>Passes over all marks, such as 1, 2, 4.</source>
        <translation>遍历全部标记的次数，例如 1, 2, 4。</translation>
    </message>
    <message>
        <source>Rates and epochs can be compared where the whole model is trained.</source>
        <translation>训练整个模型时才能比较学习率和 epoch 数。</translation>
    </message>
    <message>
        <source>The seeds must be different whole numbers, such as 1, 2, 3 or 1-5.</source>
        <translation>种子须为互不相同的整数，例如 1, 2, 3 或 1-5。</translation>
    </message>
    <message>
        <source>The learning rates must be different numbers above 0 and below 1, such as 1e-5; 2e-5.</source>
        <translation>学习率须为互不相同、大于 0 且小于 1 的数，例如 1e-5; 2e-5。</translation>
    </message>
    <message>
        <source>The epochs must be different whole numbers from 1 to %1.</source>
        <translation>Epoch 数须为 1 到 %1 之间互不相同的整数。</translation>
    </message>
    <message>
        <source>A base model stands there twice.</source>
        <translation>有一个基座模型出现了两次。</translation>
    </message>
    <message>
        <source>These are %1 trainings: choose fewer values, at most %2 trainings.</source>
        <translation>这会是 %1 次训练：请减少取值，至多 %2 次训练。</translation>
    </message>
    <message numerus="yes">
        <source>%n training(s), each evaluated on the held-out problems, in the background. Rounds go on with the model that they have.</source>
        <translation>
            <numerusform>%n 次训练，每次都在留出题上评估，在后台进行。各轮次继续使用原有的模型。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>stepmark::ui::GridResults</name>
    <message numerus="yes">
        <source>%n training(s)</source>
        <translation>
            <numerusform>%n 次训练</numerusform>
        </translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>%1: %2 by %3</source>
        <translation>%1：%2，比较 %3</translation>
    </message>
    <message>
        <source>Trainings compared</source>
        <translation>所比较的训练</translation>
    </message>
    <message>
        <source>Which comparison is shown</source>
        <translation>显示哪一次比较</translation>
    </message>
    <message>
        <source>Compared so far</source>
        <translation>已有的比较</translation>
    </message>
    <message>
        <source>Open its folder</source>
        <translation>打开其文件夹</translation>
    </message>
    <message>
        <source>Copy its path</source>
        <translation>复制其路径</translation>
    </message>
    <message>
        <source>Train the next round like this</source>
        <translation>下一轮照此训练</translation>
    </message>
    <message>
        <source>Compared on the problems of the split “%1”.</source>
        <translation>在划分“%1”的题目上比较。</translation>
    </message>
    <message>
        <source>Best of N: of %1 samples a problem.</source>
        <translation>Best-of-N：每题取 %1 个采样。</translation>
    </message>
    <message>
        <source>Model %1</source>
        <translation>模型 %1</translation>
    </message>
    <message>
        <source>Model %1: %2</source>
        <translation>模型 %1：%2</translation>
    </message>
    <message>
        <source>Copied: %1</source>
        <translation>已复制：%1</translation>
    </message>
</context>
<context>
    <name>stepmark::ui::GridTab</name>
    <message>
        <source>All of it was done before: starting it shows the table again.</source>
        <translation>全部都已做过：开始后会再次显示结果表。</translation>
    </message>
    <message>
        <source>%1 of %2 trainings and evaluations are to be done</source>
        <translation>%2 项训练和评估中有 %1 项待做</translation>
    </message>
    <message>
        <source>%1 of training</source>
        <translation>训练用时 %1</translation>
    </message>
    <message numerus="yes">
        <source>%1 at a time, %n thread(s) each</source>
        <translation>
            <numerusform>同时 %1 项，每项 %n 个线程</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 of memory each, %2 are free</source>
        <translation>每项需内存 %1，可用 %2</translation>
    </message>
    <message>
        <source>%1 of memory each</source>
        <translation>每项需内存 %1</translation>
    </message>
    <message>
        <source>Estimate</source>
        <translation>预估</translation>
    </message>
    <message>
        <source>What it will take is estimated once a project is open and nothing runs.</source>
        <translation>打开项目且没有任务运行时，会预估所需的时间和资源。</translation>
    </message>
    <message>
        <source>Estimating what it will take…</source>
        <translation>正在预估所需的时间和资源…</translation>
    </message>
</context>
<context>
    <name>stepmark::ui::GridTable</name>
    <message>
        <source>AUC in a problem</source>
        <translation>题内 AUC</translation>
    </message>
    <message>
        <source>Step AUC among steps of the same problem, with its 95 % interval: this one tells quality, and the best stands first</source>
        <translation>同一题目各步骤之间的步骤 AUC 及其 95% 区间：它才说明质量，最好的排在最前</translation>
    </message>
    <message>
        <source>Step AUC</source>
        <translation>步骤 AUC</translation>
    </message>
    <message>
        <source>Over all held-out steps; mostly tells hard problems from easy ones</source>
        <translation>基于全部留出步骤；主要反映难题与易题之别</translation>
    </message>
    <message>
        <source>Best of N</source>
        <translation>Best-of-N</translation>
    </message>
    <message>
        <source>Problems solved by taking the sample that the model likes best</source>
        <translation>取模型最青睐的采样时解出的题目</translation>
    </message>
    <message>
        <source>Brier</source>
        <translation>Brier 分数</translation>
    </message>
    <message>
        <source>Squared error of its probabilities: less is better</source>
        <translation>其概率的平方误差：越小越好</translation>
    </message>
    <message>
        <source>Marks</source>
        <translation>标记</translation>
    </message>
    <message>
        <source>Marks it was trained on</source>
        <translation>训练所用的标记数</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>用时</translation>
    </message>
    <message>
        <source>Training and evaluation</source>
        <translation>训练与评估</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>%1 (%2 to %3)</source>
        <translation>%1（%2–%3）</translation>
    </message>
    <message>
        <source>head only</source>
        <translation>仅分类头</translation>
    </message>
    <message>
        <source>whole model</source>
        <translation>整个模型</translation>
    </message>
    <message>
        <source>built in</source>
        <translation>内置</translation>
    </message>
    <message>
        <source>Base model</source>
        <translation>基座模型</translation>
    </message>
    <message>
        <source>Trained</source>
        <translation>训练范围</translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation>学习率</translation>
    </message>
    <message>
        <source>Epochs</source>
        <translation>Epoch 数</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>种子</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>done</source>
        <translation>已完成</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>失败</translation>
    </message>
</context>
<context>
    <name>stepmark::ui::HeaderBar</name>
    <message>
        <source>Labeler</source>
        <translation>标注员</translation>
    </message>
    <message>
        <source>No project</source>
        <translation>无项目</translation>
    </message>
    <message>
        <source>Round %1</source>
        <translation>第 %1 轮</translation>
    </message>
    <message>
        <source>all %1 queued are labelled</source>
        <translation>入队的 %1 个已全部标注</translation>
    </message>
    <message>
        <source>solution %1 of %2 queued</source>
        <translation>第 %1/%2 个入队解答</translation>
    </message>
    <message>
        <source>Screening</source>
        <translation>准入测试</translation>
    </message>
    <message>
        <source>solution %1 of %2</source>
        <translation>第 %1/%2 个解答</translation>
    </message>
</context>
<context>
    <name>stepmark::ui::HistoryModel</name>
    <message>
        <source>%1 %2</source>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>model&apos;s opinion in sight</source>
        <translation>当时可见模型判断</translation>
    </message>
    <message>
        <source>no longer stands</source>
        <translation>已失效</translation>
    </message>
</context>
<context>
    <name>stepmark::ui::HoldOutDialog</name>
    <message>
        <source>Hold out problems</source>
        <translation>留出题目</translation>
    </message>
    <message>
        <source>Figures are told of problems that no model was trained on. Each problem is drawn by itself, by the seed and its text.</source>
        <translation>数据只来自没有模型训练过的题目。每道题目按种子和题面各自抽取。</translation>
    </message>
    <message>
        <source>Hold out for test</source>
        <translation>留出作测试</translation>
    </message>
    <message>
        <source>Hold out for validation</source>
        <translation>留出作验证</translation>
    </message>
    <message>
        <source>Put back into training</source>
        <translation>放回训练集</translation>
    </message>
    <message>
        <source> %</source>
        <translation> %</translation>
    </message>
    <message>
        <source>What</source>
        <translation>操作</translation>
    </message>
    <message>
        <source>Share of the problems</source>
        <translation>题目比例</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>种子</translation>
    </message>
    <message>
        <source>Counting what would move.</source>
        <translation>正在统计将移动的题目。</translation>
    </message>
    <message>
        <source>%1 problems would move, %2 of them with marks; %3 stay in training, %4 of them with marks.</source>
        <translation>将移动 %1 道题目，其中 %2 道有标记；训练集留下 %3 道，其中 %4 道有标记。</translation>
    </message>
    <message>
        <source>This leaves nothing to train on.</source>
        <translation>这样就没有可供训练的题目了。</translation>
    </message>
    <message>
        <source>It is not known which of them the newest model was trained on.</source>
        <translation>不清楚最新的模型用其中哪些题目训练过。</translation>
    </message>
    <message>
        <source>The newest model was trained on %1 of them: its figures leave these out.</source>
        <translation>最新的模型用其中 %1 道训练过：其数据会排除这些题目。</translation>
    </message>
    <message>
        <source>Move them all the same</source>
        <translation>仍然移动</translation>
    </message>
    <message>
        <source>Move them</source>
        <translation>移动</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
</context>
<context>
    <name>stepmark::ui::ImportChoices</name>
    <message>
        <source>As the formats say</source>
        <translation>按各格式规定</translation>
    </message>
    <message>
        <source>People, as the format says</source>
        <translation>人（格式规定）</translation>
    </message>
    <message>
        <source>A machine, as the format says</source>
        <translation>机器（格式规定）</translation>
    </message>
    <message>
        <source>Not said: taken for people</source>
        <translation>未说明：视为人</translation>
    </message>
    <message>
        <source>By content</source>
        <translation>按内容识别</translation>
    </message>
    <message>
        <source>As the rows say</source>
        <translation>按各行所写</translation>
    </message>
    <message>
        <source>the file&apos;s name</source>
        <translation>文件名</translation>
    </message>
    <message>
        <source>As the format says</source>
        <translation>按格式规定</translation>
    </message>
    <message>
        <source>1 right, 0 wrong</source>
        <translation>1 正确，0 错误</translation>
    </message>
    <message>
        <source>1 right, 0 neutral, −1 wrong</source>
        <translation>1 正确，0 中性，−1 错误</translation>
    </message>
    <message>
        <source>0 to 1: how likely right</source>
        <translation>0 到 1：正确的可能性</translation>
    </message>
    <message>
        <source> %</source>
        <translation> %</translation>
    </message>
    <message>
        <source>no marks, scores only</source>
        <translation>不作标记，只留得分</translation>
    </message>
    <message>
        <source>People</source>
        <translation>人</translation>
    </message>
    <message>
        <source>A machine</source>
        <translation>机器</translation>
    </message>
    <message>
        <source>Agreement, screening and pace count people.</source>
        <translation>一致性、准入测试和速度只统计人。</translation>
    </message>
    <message>
        <source>the format&apos;s or the file&apos;s name</source>
        <translation>格式名或文件名</translation>
    </message>
    <message>
        <source>By its structure</source>
        <translation>按结构</translation>
    </message>
    <message>
        <source>At line breaks</source>
        <translation>按换行</translation>
    </message>
    <message>
        <source>At blank lines</source>
        <translation>按空行</translation>
    </message>
    <message>
        <source>At numbered steps</source>
        <translation>按步骤编号</translation>
    </message>
    <message>
        <source>none; several with commas</source>
        <translation>无；多个用逗号分隔</translation>
    </message>
    <message>
        <source>These fields of the rows are not understood, whatever they hold.</source>
        <translation>各行的这些字段无论内容如何都不解读。</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>格式</translation>
    </message>
    <message>
        <source>Split of the problems</source>
        <translation>题目的划分</translation>
    </message>
    <message>
        <source>Source of the solutions</source>
        <translation>解答的来源</translation>
    </message>
    <message>
        <source>Numbers as labels</source>
        <translation>数字标签的含义</translation>
    </message>
    <message>
        <source>Scores count as right from</source>
        <translation>得分从此值起算正确</translation>
    </message>
    <message>
        <source>Who judged</source>
        <translation>由谁标注</translation>
    </message>
    <message>
        <source>Name of the labeler</source>
        <translation>标注员姓名</translation>
    </message>
    <message>
        <source>How a text is split into steps</source>
        <translation>文本如何分成步骤</translation>
    </message>
    <message>
        <source>Fields to leave out</source>
        <translation>要忽略的字段</translation>
    </message>
    <message>
        <source>More choices</source>
        <translation>更多选项</translation>
    </message>
</context>
<context>
    <name>stepmark::ui::ImportDialog</name>
    <message>
        <source>Import</source>
        <translation>导入</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Line</source>
        <translation>行</translation>
    </message>
    <message>
        <source>As it will be read</source>
        <translation>读入的内容</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>答案</translation>
    </message>
    <message>
        <source>Mark</source>
        <translation>标记</translation>
    </message>
    <message>
        <source>The first rows, as they will be read</source>
        <translation>前几行的读入结果</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>1 file</source>
        <translation>1 个文件</translation>
    </message>
    <message>
        <source>%1 files</source>
        <translation>%1 个文件</translation>
    </message>
    <message>
        <source>Importing %1</source>
        <translation>正在导入 %1</translation>
    </message>
    <message>
        <source>Looking at %1</source>
        <translation>正在查看 %1</translation>
    </message>
    <message>
        <source>%1 cannot be read</source>
        <translation>无法读取 %1</translation>
    </message>
    <message>
        <source>%1 was not imported</source>
        <translation>未导入 %1</translation>
    </message>
    <message>
        <source>%1 is imported</source>
        <translation>已导入 %1</translation>
    </message>
    <message>
        <source>Import %1</source>
        <translation>导入 %1</translation>
    </message>
    <message>
        <source>known</source>
        <translation>已有</translation>
    </message>
    <message>
        <source>Line %1: %2</source>
        <translation>第 %1 行：%2</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1%</translation>
    </message>
    <message>
        <source>stopping</source>
        <translation>正在停止</translation>
    </message>
    <message>
        <source>The import was cancelled; nothing was taken in.</source>
        <translation>导入已取消，未导入任何内容。</translation>
    </message>
    <message>
        <source>The labels are 0 and 1 only. What does 0 mean?</source>
        <translation>标签只有 0 和 1。0 表示什么？</translation>
    </message>
    <message>
        <source>0 is wrong</source>
        <translation>0 为错误</translation>
    </message>
    <message>
        <source>0 is neutral</source>
        <translation>0 为中性</translation>
    </message>
</context>
<context>
    <name>stepmark::ui::ImportReport</name>
    <message>
        <source>What was read</source>
        <translation>读取的内容</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>数量</translation>
    </message>
    <message>
        <source>What was read, by file</source>
        <translation>各文件读取的内容</translation>
    </message>
    <message>
        <source>Problems, new</source>
        <translation>新题目</translation>
    </message>
    <message>
        <source>Solutions, new</source>
        <translation>新解答</translation>
    </message>
    <message>
        <source>Marks, new</source>
        <translation>新标记</translation>
    </message>
    <message>
        <source>Marks, new, by %1</source>
        <translation>新标记（由%1标注）</translation>
    </message>
    <message>
        <source>right</source>
        <translation>正确</translation>
    </message>
    <message>
        <source>neutral</source>
        <translation>中性</translation>
    </message>
    <message>
        <source>wrong</source>
        <translation>错误</translation>
    </message>
    <message>
        <source>Rows that were in the project already</source>
        <translation>项目中已有的行</translation>
    </message>
    <message>
        <source>Rows whose problem keeps the split that it had</source>
        <translation>题目保持原有划分的行</translation>
    </message>
    <message>
        <source>Marks behind a first error, kept but not trained on</source>
        <translation>首个错误之后的标记（保留，不用于训练）</translation>
    </message>
    <message>
        <source>Steps with a score, which is no mark</source>
        <translation>带得分的步骤（得分不是标记）</translation>
    </message>
    <message>
        <source>Reference solutions, kept beside their problems</source>
        <translation>参考解答（与题目一起保留）</translation>
    </message>
    <message>
        <source>Solutions with thoughts, kept beside them, not as steps</source>
        <translation>带思考内容的解答（另行保留，不作为步骤）</translation>
    </message>
    <message>
        <source>Labels that were not used</source>
        <translation>未采用的标签</translation>
    </message>
    <message>
        <source>Fields that were not understood, each with its rows</source>
        <translation>无法识别的字段及其行数</translation>
    </message>
    <message>
        <source>%1 – %2</source>
        <translation>%1 – %2</translation>
    </message>
    <message>
        <source>more than before that stand, as the project counts them</source>
        <translation>其中生效的新增标记（按项目的计数）</translation>
    </message>
</context>
<context>
    <name>stepmark::ui::JobPanel</name>
    <message>
        <source>Stages</source>
        <translation>阶段</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Show log</source>
        <translation>显示日志</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>日志</translation>
    </message>
    <message>
        <source>Hide log</source>
        <translation>隐藏日志</translation>
    </message>
    <message>
        <source>waiting for the worker</source>
        <translation>等待后台进程</translation>
    </message>
    <message>
        <source>running</source>
        <translation>运行中</translation>
    </message>
    <message>
        <source>being cancelled…</source>
        <translation>正在取消…</translation>
    </message>
    <message>
        <source>done</source>
        <translation>已完成</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>cancelled</source>
        <translation>已取消</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1%</translation>
    </message>
    <message>
        <source>loss %1</source>
        <translation>损失 %1</translation>
    </message>
    <message>
        <source>in all %1</source>
        <translation>总计%1</translation>
    </message>
</context>
<context>
    <name>stepmark::ui::KeyHint</name>
    <message>
        <source>%1 (key %2)</source>
        <translation>%1（按键 %2）</translation>
    </message>
</context>
<context>
    <name>stepmark::ui::KeySheet</name>
    <message>
        <source>All keys</source>
        <translation>全部按键</translation>
    </message>
    <message>
        <source>PgUp</source>
        <translation>PgUp</translation>
    </message>
    <message>
        <source>PgDn</source>
        <translation>PgDn</translation>
    </message>
    <message>
        <source>copy the selected text</source>
        <translation>复制所选文本</translation>
    </message>
    <message>
        <source>projects</source>
        <translation>项目</translation>
    </message>
    <message>
        <source>dark or light</source>
        <translation>深色或浅色</translation>
    </message>
    <message>
        <source>Change keys…</source>
        <translation>更改按键…</translation>
    </message>
    <message>
        <source>settle the step: wrong, neutral, right</source>
        <translation>裁定步骤：错误、中性、正确</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>Enter</translation>
    </message>
    <message>
        <source>let it stand</source>
        <translation>维持原样</translation>
    </message>
    <message>
        <source>item before, item after</source>
        <translation>上一条目、下一条目</translation>
    </message>
    <message>
        <source>step before, step after</source>
        <translation>上一步骤、下一步骤</translation>
    </message>
    <message>
        <source>take the last decision back</source>
        <translation>撤回上一次裁定</translation>
    </message>
    <message>
        <source>reason of the next decision</source>
        <translation>下一次裁定的理由</translation>
    </message>
    <message>
        <source>reference answer</source>
        <translation>参考答案</translation>
    </message>
    <message>
        <source>agreement of the labelers</source>
        <translation>标注员的一致性</translation>
    </message>
    <message>
        <source>search</source>
        <translation>搜索</translation>
    </message>
    <message>
        <source>open the solution</source>
        <translation>打开解答</translation>
    </message>
    <message>
        <source>step tree of its problem</source>
        <translation>其题目的步骤树</translation>
    </message>
    <message>
        <source>label it now</source>
        <translation>立即标注</translation>
    </message>
    <message>
        <source>the pages, in their order</source>
        <translation>依次打开各页面</translation>
    </message>
    <message>
        <source>scroll; with Shift the problem</source>
        <translation>滚动；按住 Shift 则滚动题目</translation>
    </message>
    <message>
        <source>my last solution is gold</source>
        <translation>将我的上一解答设为金标准</translation>
    </message>
    <message>
        <source>import</source>
        <translation>导入</translation>
    </message>
    <message>
        <source>larger, smaller text</source>
        <translation>放大、缩小文字</translation>
    </message>
    <message>
        <source>Label page</source>
        <translation>标注页面</translation>
    </message>
    <message>
        <source>Everywhere</source>
        <translation>所有页面</translation>
    </message>
    <message>
        <source>Review page</source>
        <translation>审核页面</translation>
    </message>
    <message>
        <source>Data page</source>
        <translation>数据页面</translation>
    </message>
</context>
<context>
    <name>stepmark::ui::KeysDialog</name>
    <message>
        <source>Change keys</source>
        <translation>更改按键</translation>
    </message>
    <message>
        <source>Keys of the label page</source>
        <translation>标注页面的按键</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>提示</translation>
    </message>
    <message>
        <source>As Stepmark comes</source>
        <translation>恢复默认</translation>
    </message>
    <message>
        <source>press a key</source>
        <translation>请按键</translation>
    </message>
    <message>
        <source>Add a key for “%1”</source>
        <translation>为“%1”添加按键</translation>
    </message>
    <message>
        <source>A click on a key takes it away; “add” gives the next key that you press.</source>
        <translation>单击按键可将其移除；点“添加”后按下的键会成为新按键。</translation>
    </message>
    <message>
        <source>Take this key away</source>
        <translation>移除此按键</translation>
    </message>
    <message>
        <source>Take %1 away from “%2”</source>
        <translation>从“%2”移除 %1</translation>
    </message>
    <message>
        <source>add</source>
        <translation>添加</translation>
    </message>
    <message>
        <source>Press the key for “%1”. Esc: leave it as it is.</source>
        <translation>请按下“%1”的按键。Esc：保持不变。</translation>
    </message>
</context>
<context>
    <name>stepmark::ui::LabelDesk</name>
    <message>
        <source>Behind the first error nothing is marked. %1: finish, %2: undo</source>
        <translation>首个错误之后不再标记。%1：完成，%2：撤销</translation>
    </message>
    <message>
        <source>One step is still without a mark. Mark it, or the first error with %2.</source>
        <translation>还有 1 个步骤未标记。请标记它，或用 %2 标出首个错误。</translation>
    </message>
    <message>
        <source>%1 steps are still without a mark. Mark each, or the first error with %2.</source>
        <translation>还有 %1 个步骤未标记。请逐一标记，或用 %2 标出首个错误。</translation>
    </message>
    <message>
        <source>Nothing more to take back.</source>
        <translation>没有可撤销的操作了。</translation>
    </message>
    <message>
        <source>First error marked. %1: finish, %2: undo</source>
        <translation>已标出首个错误。%1：完成，%2：撤销</translation>
    </message>
    <message>
        <source>First error marked. Rate the alternative to it too, or %2: finish, %3: undo</source>
        <translation>已标出首个错误。可继续标记它的备选步骤，或 %2：完成，%3：撤销</translation>
    </message>
    <message>
        <source>First error marked. Rate the %1 alternatives to it too, or %2: finish, %3: undo</source>
        <translation>已标出首个错误。可继续标记它的 %1 个备选步骤，或 %2：完成，%3：撤销</translation>
    </message>
    <message>
        <source>Every step is marked. %1: finish, %2: undo</source>
        <translation>所有步骤均已标记。%1：完成，%2：撤销</translation>
    </message>
    <message>
        <source>This solution has no steps. %1: skip, %2: bad problem, %3: give up</source>
        <translation>此解答没有步骤。%1：跳过，%2：坏题，%3：放弃</translation>
    </message>
</context>
<context>
    <name>stepmark::ui::LabelPage</name>
    <message>
        <source>Label a solution</source>
        <translation>标注解答</translation>
    </message>
    <message>
        <source>No project is open</source>
        <translation>未打开项目</translation>
    </message>
    <message>
        <source>A project holds problems, candidate solutions and your marks, in one file.</source>
        <translation>项目将题目、候选解答和你的标记保存在一个文件中。</translation>
    </message>
    <message>
        <source>Open a project</source>
        <translation>打开项目</translation>
    </message>
    <message>
        <source>Nothing to label yet</source>
        <translation>还没有可标注的内容</translation>
    </message>
    <message>
        <source>This project has no candidate solutions. Import a file (PRM800K, GSM8K, ProcessBench or plain JSON lines); the format is found out by its content.</source>
        <translation>此项目没有候选解答。请导入文件（PRM800K、GSM8K、ProcessBench 或普通 JSON Lines）；格式会按内容识别。</translation>
    </message>
    <message>
        <source>Import candidates…</source>
        <translation>导入候选解答…</translation>
    </message>
    <message>
        <source>Start a round: the model is trained on the marks so far and queues the next convincing wrong answers. You can go on labelling while it runs.</source>
        <translation>开始一轮：用目前的标记训练模型，并将下一批有说服力的错误答案入队。运行期间可以继续标注。</translation>
    </message>
    <message>
        <source>The queue is done: one solution labelled</source>
        <translation>队列已完成：标注了 1 个解答</translation>
    </message>
    <message>
        <source>The queue is done: %1 solutions labelled</source>
        <translation>队列已完成：标注了 %1 个解答</translation>
    </message>
    <message>
        <source>The queue is empty</source>
        <translation>队列为空</translation>
    </message>
    <message>
        <source>Start a round</source>
        <translation>开始一轮</translation>
    </message>
    <message>
        <source>That did not work</source>
        <translation>操作未成功</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>Fetching the next solution…</source>
        <translation>正在取下一个解答…</translation>
    </message>
    <message>
        <source>%1 takes the last action back.</source>
        <translation>按 %1 撤销上一操作。</translation>
    </message>
</context>
<context>
    <name>stepmark::ui::LabelerTable</name>
    <message>
        <source>Labeler</source>
        <translation>标注员</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Only who is admitted gets solutions from the queue</source>
        <translation>只有已准入者才能从队列中得到解答</translation>
    </message>
    <message>
        <source>Lately</source>
        <translation>近况</translation>
    </message>
    <message>
        <source>By the last 20 gold items. Slipping: below the threshold, and not by bad luck</source>
        <translation>依据最近 20 道金标准题。质量下滑：低于阈值，且并非运气不佳</translation>
    </message>
    <message>
        <source>Gold right</source>
        <translation>金标准答对</translation>
    </message>
    <message>
        <source>Gold items with every counted step marked as known</source>
        <translation>每个计入步骤的标记都与已知一致的金标准题</translation>
    </message>
    <message>
        <source>95 % interval</source>
        <translation>95% 区间</translation>
    </message>
    <message>
        <source>Where the share lies by what was seen; exact, so that few items are not overread</source>
        <translation>由已观察到的结果推断该比例的范围；为精确区间，题数少时也不会过度解读</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>步骤</translation>
    </message>
    <message>
        <source>Share of the gold items&apos; steps marked as known</source>
        <translation>金标准题的步骤中标记与已知一致的比例</translation>
    </message>
    <message>
        <source>Solutions</source>
        <translation>解答</translation>
    </message>
    <message>
        <source>Labelled, without gold and screening</source>
        <translation>已标注数，不含金标准题和准入测试题</translation>
    </message>
    <message>
        <source>Marks</source>
        <translation>标记</translation>
    </message>
    <message>
        <source>Pace</source>
        <translation>速度</translation>
    </message>
    <message>
        <source>Mean time a mark, pauses left out</source>
        <translation>每个标记的平均用时，不含停顿</translation>
    </message>
    <message>
        <source>Last mark</source>
        <translation>最近标记</translation>
    </message>
    <message>
        <source>%1 (machine)</source>
        <translation>%1（机器）</translation>
    </message>
    <message>
        <source>%1, %2 skipped</source>
        <translation>%1，跳过 %2</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 秒</translation>
    </message>
</context>
<context>
    <name>stepmark::ui::LabelersPage</name>
    <message>
        <source>Labelers</source>
        <translation>标注员</translation>
    </message>
    <message>
        <source>Admit</source>
        <translation>准入</translation>
    </message>
    <message>
        <source>They get solutions from the queue, whatever the screening said.</source>
        <translation>无论准入测试结果如何，都从队列中得到解答。</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>They get nothing more until they are admitted again.</source>
        <translation>在重新准入之前不再得到新内容。</translation>
    </message>
    <message>
        <source>Gold items in service</source>
        <translation>在用的金标准题</translation>
    </message>
    <message>
        <source>My last solution is gold</source>
        <translation>将我的上一解答设为金标准</translation>
    </message>
    <message>
        <source>The solution you finished last is mixed into the others&apos; queues from the next round on.</source>
        <translation>从下一轮起，你刚完成的解答会混入其他人的队列。</translation>
    </message>
    <message>
        <source>…for screening</source>
        <translation>…用于准入测试</translation>
    </message>
    <message>
        <source>The solution you finished last is asked of those who are new.</source>
        <translation>你刚完成的解答会用来测试新人。</translation>
    </message>
    <message>
        <source>Take out of service</source>
        <translation>停用</translation>
    </message>
    <message>
        <source>Nobody is asked this item any more, and its answers no longer count.</source>
        <translation>此题不再出给任何人，其作答也不再计入。</translation>
    </message>
    <message>
        <source>None yet. A gold item is a solution whose ratings are known. Mark some of your own with the buttons above, or many at once with &quot;stepmarkctl gold&quot;.</source>
        <translation>还没有。金标准题是标注已知的解答。可用上方按钮将自己标注的设为金标准，或用“stepmarkctl gold”批量设置。</translation>
    </message>
    <message>
        <source>One gold item for quality control.</source>
        <translation>有 1 道质检用的金标准题。</translation>
    </message>
    <message>
        <source>%1 gold items for quality control.</source>
        <translation>有 %1 道质检用的金标准题。</translation>
    </message>
    <message>
        <source>No gold items for quality control: nobody can be seen slipping.</source>
        <translation>没有质检用的金标准题：无法发现谁的质量在下滑。</translation>
    </message>
    <message>
        <source>Nobody is screened.</source>
        <translation>新人无需准入测试。</translation>
    </message>
    <message>
        <source>%1 of %2 screening items: newcomers are admitted unseen until there are all.</source>
        <translation>准入测试题 %1/%2：题数备齐之前，新人直接准入。</translation>
    </message>
    <message>
        <source>Newcomers answer %1 screening items and are admitted from %2 % right on.</source>
        <translation>新人须作答 %1 道准入测试题，答对 %2% 及以上者准入。</translation>
    </message>
    <message>
        <source>Nobody has labelled here yet</source>
        <translation>还没有人在此标注</translation>
    </message>
    <message>
        <source>Who sits down and marks a solution appears here, with how they do on gold items.</source>
        <translation>标记过解答的人会出现在这里，并显示其在金标准题上的表现。</translation>
    </message>
    <message>
        <source>No project is open</source>
        <translation>未打开项目</translation>
    </message>
    <message>
        <source>The labelers of a project are shown here, and how they do.</source>
        <translation>这里显示项目的标注员及其表现。</translation>
    </message>
    <message>
        <source>Open a project</source>
        <translation>打开项目</translation>
    </message>
    <message>
        <source>Looking at everybody&apos;s marks</source>
        <translation>正在查看所有人的标记</translation>
    </message>
    <message>
        <source>That did not work</source>
        <translation>操作未成功</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
</context>
<context>
    <name>stepmark::ui::LabellingPages</name>
    <message>
        <source>Label</source>
        <translation>标注</translation>
    </message>
    <message>
        <source>Review</source>
        <translation>审核</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>数据</translation>
    </message>
    <message>
        <source>Rounds</source>
        <translation>轮次</translation>
    </message>
    <message>
        <source>Labelers</source>
        <translation>标注员</translation>
    </message>
    <message>
        <source>&amp;Label</source>
        <translation>标注(&amp;L)</translation>
    </message>
    <message>
        <source>Re&amp;view</source>
        <translation>审核(&amp;V)</translation>
    </message>
    <message>
        <source>D&amp;ata</source>
        <translation>数据(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Rounds</source>
        <translation>轮次(&amp;R)</translation>
    </message>
    <message>
        <source>La&amp;belers</source>
        <translation>标注员(&amp;B)</translation>
    </message>
    <message>
        <source>All &amp;keys</source>
        <translation>全部按键(&amp;K)</translation>
    </message>
    <message>
        <source>&amp;Change keys…</source>
        <translation>更改按键(&amp;C)…</translation>
    </message>
    <message>
        <source>&amp;Import…</source>
        <translation>导入(&amp;I)…</translation>
    </message>
    <message>
        <source>&amp;Export…</source>
        <translation>导出(&amp;E)…</translation>
    </message>
    <message>
        <source>&amp;Hold out problems…</source>
        <translation>留出题目(&amp;H)…</translation>
    </message>
    <message>
        <source>Change &amp;labeler…</source>
        <translation>更换标注员(&amp;L)…</translation>
    </message>
    <message>
        <source>My last solution is &amp;gold</source>
        <translation>将我的上一解答设为金标准(&amp;G)</translation>
    </message>
    <message>
        <source>My last solution is for scr&amp;eening</source>
        <translation>将我的上一解答用于准入测试(&amp;E)</translation>
    </message>
</context>
<context>
    <name>stepmark::ui::LadderField</name>
    <message>
        <source>One model, cut at several depths</source>
        <translation>一个模型，在若干深度截断</translation>
    </message>
    <message>
        <source>Several models</source>
        <translation>多个模型</translation>
    </message>
    <message>
        <source>Ladder of models</source>
        <translation>模型阶梯</translation>
    </message>
    <message>
        <source>built in</source>
        <translation>内置</translation>
    </message>
    <message>
        <source>The model&apos;s folder</source>
        <translation>模型文件夹</translation>
    </message>
    <message>
        <source>Depths: after how many layers it is cut, the fewest first</source>
        <translation>深度：在多少层之后截断，由少到多</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>选择…</translation>
    </message>
    <message>
        <source>Choose the model&apos;s folder</source>
        <translation>选择模型文件夹</translation>
    </message>
    <message>
        <source>Layers</source>
        <translation>层数</translation>
    </message>
    <message>
        <source>Folders of the models, one a line, the weakest first</source>
        <translation>模型文件夹，每行一个，由弱到强</translation>
    </message>
    <message>
        <source>One folder a line, the weakest first; FOLDER:8 uses its first 8 layers</source>
        <translation>每行一个文件夹，由弱到强；末尾加“:8”表示只用前 8 层</translation>
    </message>
    <message>
        <source>Add…</source>
        <translation>添加…</translation>
    </message>
    <message>
        <source>Add a model&apos;s folder</source>
        <translation>添加模型文件夹</translation>
    </message>
    <message>
        <source>The next model&apos;s folder</source>
        <translation>下一个模型的文件夹</translation>
    </message>
    <message>
        <source>A ladder has at least two models: name their folders, one a line, the weakest first.</source>
        <translation>阶梯至少有两个模型：请写出其文件夹，每行一个，由弱到强。</translation>
    </message>
    <message>
        <source>Name at least two depths, from the fewest layers to the most, such as 4, 8, 12, 20, 30.</source>
        <translation>请至少写出两个深度，由少到多，例如 4, 8, 12, 20, 30。</translation>
    </message>
</context>
<context>
    <name>stepmark::ui::LongTextView</name>
    <message>
        <source>Whole text</source>
        <translation>全文</translation>
    </message>
</context>
<context>
    <name>stepmark::ui::LostBar</name>
    <message>
        <source>Save to another place and go on there…</source>
        <translation>保存到其他位置并在那里继续…</translation>
    </message>
    <message>
        <source>Go on with the file that is there</source>
        <translation>继续使用那里的文件</translation>
    </message>
    <message>
        <source>The project is no longer where it was opened</source>
        <translation>项目已不在打开它的位置</translation>
    </message>
</context>
<context>
    <name>stepmark::ui::MainWindow</name>
    <message>
        <source>%1 – Stepmark</source>
        <translation>%1 – Stepmark</translation>
    </message>
    <message>
        <source>Stepmark projects (*.stepmark)</source>
        <translation>Stepmark 项目 (*.stepmark)</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>帮助(&amp;H)</translation>
    </message>
    <message>
        <source>&amp;About Stepmark</source>
        <translation>关于 Stepmark(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>文件(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;New project…</source>
        <translation>新建项目(&amp;N)…</translation>
    </message>
    <message>
        <source>&amp;Sample project…</source>
        <translation>示例项目(&amp;S)…</translation>
    </message>
    <message>
        <source>&amp;Open…</source>
        <translation>打开(&amp;O)…</translation>
    </message>
    <message>
        <source>&amp;Close project</source>
        <translation>关闭项目(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>退出(&amp;Q)</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>视图(&amp;V)</translation>
    </message>
    <message>
        <source>&amp;Dark</source>
        <translation>深色(&amp;D)</translation>
    </message>
    <message>
        <source>Larger &amp;text</source>
        <translation>放大文字(&amp;T)</translation>
    </message>
    <message>
        <source>S&amp;maller text</source>
        <translation>缩小文字(&amp;M)</translation>
    </message>
    <message>
        <source>Text of &amp;normal size</source>
        <translation>正常大小(&amp;N)</translation>
    </message>
    <message>
        <source>L&amp;anguage</source>
        <translation>语言(&amp;A)</translation>
    </message>
    <message>
        <source>New project</source>
        <translation>新建项目</translation>
    </message>
    <message>
        <source>project.stepmark</source>
        <translation>项目.stepmark</translation>
    </message>
    <message>
        <source>Where to put the sample project</source>
        <translation>示例项目的保存位置</translation>
    </message>
    <message>
        <source>sample.stepmark</source>
        <translation>示例.stepmark</translation>
    </message>
    <message>
        <source>Open a project</source>
        <translation>打开项目</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>所有文件 (*)</translation>
    </message>
    <message>
        <source>Formulas are shown as LaTeX. %1</source>
        <translation>公式以 LaTeX 源码显示。%1</translation>
    </message>
    <message>
        <source>Save the project to another place</source>
        <translation>把项目保存到其他位置</translation>
    </message>
</context>
<context>
    <name>stepmark::ui::NoticeBar</name>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Close the notice</source>
        <translation>关闭通知</translation>
    </message>
</context>
<context>
    <name>stepmark::ui::PlotCard</name>
    <message>
        <source>Save…</source>
        <translation>保存…</translation>
    </message>
    <message>
        <source>Picture (PNG)…</source>
        <translation>图片 (PNG)…</translation>
    </message>
    <message>
        <source>Vector graphic (SVG)…</source>
        <translation>矢量图 (SVG)…</translation>
    </message>
    <message>
        <source>Its numbers (CSV)…</source>
        <translation>数据 (CSV)…</translation>
    </message>
    <message>
        <source>Save the plot “%1”</source>
        <translation>保存图表“%1”</translation>
    </message>
</context>
<context>
    <name>stepmark::ui::PlotView</name>
    <message>
        <source>Plot</source>
        <translation>图表</translation>
    </message>
</context>
<context>
    <name>stepmark::ui::ProblemTable</name>
    <message>
        <source>Problem</source>
        <translation>题目</translation>
    </message>
    <message>
        <source>Reference answer</source>
        <translation>参考答案</translation>
    </message>
    <message>
        <source>Solutions</source>
        <translation>解答</translation>
    </message>
    <message>
        <source>✓ right</source>
        <translation>✓ 正确</translation>
    </message>
    <message>
        <source>✗ wrong</source>
        <translation>✗ 错误</translation>
    </message>
    <message>
        <source>Subject</source>
        <translation>科目</translation>
    </message>
    <message>
        <source>Split</source>
        <translation>划分</translation>
    </message>
</context>
<context>
    <name>stepmark::ui::RatingBar</name>
    <message>
        <source>Mark</source>
        <translation>标记</translation>
    </message>
    <message>
        <source>not marked</source>
        <translation>未标记</translation>
    </message>
    <message>
        <source>wrong</source>
        <translation>错误</translation>
    </message>
    <message>
        <source>neutral</source>
        <translation>中性</translation>
    </message>
    <message>
        <source>right</source>
        <translation>正确</translation>
    </message>
    <message>
        <source>%1, unsure</source>
        <translation>%1，不确定</translation>
    </message>
</context>
<context>
    <name>stepmark::ui::RecentDelegate</name>
    <message>
        <source>not found</source>
        <translation>未找到</translation>
    </message>
</context>
<context>
    <name>stepmark::ui::RefusedDialog</name>
    <message>
        <source>Refused changes</source>
        <translation>被拒绝的更改</translation>
    </message>
    <message>
        <source>The project refused these changes for good, and they are not in it. Everything else was stored. Copy them to keep them; mark the steps again where they are still to be had.</source>
        <translation>项目已彻底拒绝这些更改，它们未写入项目；其余内容均已保存。如需保留请复制；步骤若仍存在，请重新标记。</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>I have seen them</source>
        <translation>我已查看</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>稍后</translation>
    </message>
</context>
<context>
    <name>stepmark::ui::ReviewContextView</name>
    <message>
        <source>Opinion shown: %1.</source>
        <translation>所示判断：%1。</translation>
    </message>
    <message>
        <source>Problem</source>
        <translation>题目</translation>
    </message>
    <message>
        <source>Solution</source>
        <translation>解答</translation>
    </message>
    <message>
        <source>settled</source>
        <translation>已裁定</translation>
    </message>
    <message>
        <source>No final answer was found in this solution.</source>
        <translation>此解答中未找到最终答案。</translation>
    </message>
    <message>
        <source>Its answer: %1</source>
        <translation>其答案：%1</translation>
    </message>
    <message>
        <source>The problem has no reference answer.</source>
        <translation>此题没有参考答案。</translation>
    </message>
    <message>
        <source>Reference answer: %1</source>
        <translation>参考答案：%1</translation>
    </message>
    <message>
        <source>%1 flagged the solution.</source>
        <translation>%1 为此解答加了旗标。</translation>
    </message>
    <message>
        <source>%1, flagged: %2</source>
        <translation>%1，加了旗标：%2</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1（%2）</translation>
    </message>
    <message>
        <source>the answer is right</source>
        <translation>答案正确</translation>
    </message>
    <message>
        <source>the answer is wrong</source>
        <translation>答案错误</translation>
    </message>
    <message>
        <source>Reference solution:</source>
        <translation>参考解答：</translation>
    </message>
</context>
<context>
    <name>stepmark::ui::ReviewFilterBar</name>
    <message>
        <source>Kind of item</source>
        <translation>条目类型</translation>
    </message>
    <message>
        <source>Open or settled</source>
        <translation>待裁定或已裁定</translation>
    </message>
    <message>
        <source>Labeler</source>
        <translation>标注员</translation>
    </message>
    <message>
        <source>Round</source>
        <translation>轮次</translation>
    </message>
    <message>
        <source>Order</source>
        <translation>排序</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>待裁定</translation>
    </message>
    <message>
        <source>Open and settled</source>
        <translation>待裁定和已裁定</translation>
    </message>
    <message>
        <source>Likely errors first</source>
        <translation>可能的错误优先</translation>
    </message>
    <message>
        <source>Newest round first</source>
        <translation>最新轮次优先</translation>
    </message>
    <message>
        <source>By solution</source>
        <translation>按解答</translation>
    </message>
    <message>
        <source>All labelers</source>
        <translation>全部标注员</translation>
    </message>
    <message>
        <source>All rounds</source>
        <translation>全部轮次</translation>
    </message>
    <message>
        <source>All kinds</source>
        <translation>全部类型</translation>
    </message>
    <message>
        <source>Outside rounds</source>
        <translation>轮次之外</translation>
    </message>
    <message>
        <source>Round %1</source>
        <translation>第 %1 轮</translation>
    </message>
    <message>
        <source>%1 (%2 open)</source>
        <translation>%1（%2 待裁定）</translation>
    </message>
</context>
<context>
    <name>stepmark::ui::ReviewPage</name>
    <message>
        <source>wrong</source>
        <translation>错误</translation>
    </message>
    <message>
        <source>neutral</source>
        <translation>中性</translation>
    </message>
    <message>
        <source>right</source>
        <translation>正确</translation>
    </message>
    <message>
        <source>keep as is</source>
        <translation>维持原样</translation>
    </message>
    <message>
        <source>skip</source>
        <translation>跳过</translation>
    </message>
    <message>
        <source>undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>reason</source>
        <translation>理由</translation>
    </message>
    <message>
        <source>reference answer</source>
        <translation>参考答案</translation>
    </message>
    <message>
        <source>previous</source>
        <translation>上一个</translation>
    </message>
    <message>
        <source>next</source>
        <translation>下一个</translation>
    </message>
    <message>
        <source>agreement</source>
        <translation>一致性</translation>
    </message>
    <message>
        <source>Review</source>
        <translation>审核</translation>
    </message>
    <message>
        <source>To review</source>
        <translation>待审核</translation>
    </message>
    <message>
        <source>Agreement</source>
        <translation>一致性</translation>
    </message>
    <message>
        <source>Items to review</source>
        <translation>待审核条目</translation>
    </message>
    <message>
        <source>Reason, stored with the next decision. Enter goes back to the steps.</source>
        <translation>理由，随下一次裁定保存。按 Enter 返回步骤。</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>理由</translation>
    </message>
    <message>
        <source>No project is open</source>
        <translation>未打开项目</translation>
    </message>
    <message>
        <source>Flags, disagreements and likely errors of its marks will be here.</source>
        <translation>其旗标、分歧和可能有误的标记会出现在这里。</translation>
    </message>
    <message>
        <source>Open a project</source>
        <translation>打开项目</translation>
    </message>
    <message>
        <source>Looking through the marks, %1 %</source>
        <translation>正在检查标记，%1%</translation>
    </message>
    <message>
        <source>That did not work</source>
        <translation>操作未成功</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>Nothing to review</source>
        <translation>没有待审核的内容</translation>
    </message>
    <message>
        <source>Flags and notes of labelers, steps on which they differ, and marks that a model is confidently against come up here.</source>
        <translation>标注员的旗标和备注、意见不一的步骤，以及模型确信不符的标记，都会出现在这里。</translation>
    </message>
    <message>
        <source>Everything is settled.</source>
        <translation>已全部裁定。</translation>
    </message>
    <message>
        <source>Nothing of that kind is open.</source>
        <translation>没有此类待裁定条目。</translation>
    </message>
    <message>
        <source>Fetching the solution…</source>
        <translation>正在取解答…</translation>
    </message>
    <message>
        <source>%1 of %2 settled</source>
        <translation>已裁定 %1/%2</translation>
    </message>
    <message>
        <source>Nothing of yours to take back here.</source>
        <translation>这里没有你可撤回的裁定。</translation>
    </message>
</context>
<context>
    <name>stepmark::ui::ReviewStepRow</name>
    <message>
        <source>Settled mark</source>
        <translation>裁定的标记</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>Step %1. %2</source>
        <translation>步骤 %1。%2</translation>
    </message>
    <message>
        <source>model: wrong %1 %, neutral %2 %, right %3 %</source>
        <translation>模型：错误 %1%，中性 %2%，正确 %3%</translation>
    </message>
    <message>
        <source>wrong %1 %</source>
        <translation>错误 %1%</translation>
    </message>
</context>
<context>
    <name>stepmark::ui::RoundForm</name>
    <message>
        <source>Start the round</source>
        <translation>开始本轮</translation>
    </message>
    <message>
        <source>Convincing wrong answers</source>
        <translation>有说服力的错误答案</translation>
    </message>
    <message>
        <source>Uniform</source>
        <translation>均匀随机</translation>
    </message>
    <message>
        <source>Uncertain</source>
        <translation>模型不确定</translation>
    </message>
    <message>
        <source> %</source>
        <translation>%</translation>
    </message>
    <message>
        <source>no limit</source>
        <translation>不限</translation>
    </message>
    <message>
        <source>none, use the pool</source>
        <translation>不生成，用候选池</translation>
    </message>
    <message>
        <source>What to queue</source>
        <translation>入队内容</translation>
    </message>
    <message>
        <source>Solutions to queue</source>
        <translation>入队解答数</translation>
    </message>
    <message>
        <source>Share of wrong answers</source>
        <translation>错误答案占比</translation>
    </message>
    <message>
        <source>At most a problem</source>
        <translation>每题上限</translation>
    </message>
    <message>
        <source>New candidates a problem</source>
        <translation>每题新增候选数</translation>
    </message>
    <message>
        <source>Head only</source>
        <translation>仅分类头</translation>
    </message>
    <message>
        <source>Whole model</source>
        <translation>整个模型</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>Epochs</source>
        <translation>Epoch 数</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>随机种子</translation>
    </message>
    <message>
        <source>The same seed on the same marks gives the same model and queue.</source>
        <translation>同样的标记用同样的种子，会得到同样的模型和队列。</translation>
    </message>
    <message>
        <source>Base model</source>
        <translation>基座模型</translation>
    </message>
    <message>
        <source>built in</source>
        <translation>内置</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>选择…</translation>
    </message>
    <message>
        <source>Base model&apos;s folder</source>
        <translation>基座模型的文件夹</translation>
    </message>
    <message>
        <source>One layer on stored activations: quick, good for early rounds.</source>
        <translation>在已保存的激活上训练一层：速度快，适合最初几轮。</translation>
    </message>
    <message>
        <source>Product of the steps&apos;</source>
        <translation>各步之积</translation>
    </message>
    <message>
        <source>Lowest of the steps&apos;</source>
        <translation>各步最低</translation>
    </message>
    <message>
        <source>Mean of the steps&apos;</source>
        <translation>各步均值</translation>
    </message>
    <message>
        <source>The last step&apos;s</source>
        <translation>末步得分</translation>
    </message>
    <message>
        <source>Sum of the steps&apos;</source>
        <translation>各步之和</translation>
    </message>
    <message>
        <source>Right</source>
        <translation>正确</translation>
    </message>
    <message>
        <source>Wrong</source>
        <translation>错误</translation>
    </message>
    <message>
        <source>What to label next</source>
        <translation>接下来标注什么</translation>
    </message>
    <message>
        <source>How many there will be to label before the next round. The paper took ten rounds.</source>
        <translation>下一轮之前要标注多少个。论文进行了十轮。</translation>
    </message>
    <message>
        <source>The others are the most convincing of the rest. The paper mixes 80 and 20.</source>
        <translation>其余取剩余解答中最有说服力的。论文的配比是 80 与 20。</translation>
    </message>
    <message>
        <source>Keeps one hard problem from filling the queue. The paper tried a limit, and none.</source>
        <translation>避免一道难题占满队列。论文试过有上限和无上限。</translation>
    </message>
    <message>
        <source>Score of a solution</source>
        <translation>解答得分</translation>
    </message>
    <message>
        <source>How the scores of its steps become one. The paper takes the product and tried the lowest.</source>
        <translation>如何由各步骤得分合成。论文取乘积，也试过取最低。</translation>
    </message>
    <message>
        <source>A neutral step counts as</source>
        <translation>中性步骤计为</translation>
    </message>
    <message>
        <source>For scores and figures; the marks stay. The paper counts it as right.</source>
        <translation>用于得分和统计；标记不变。论文计为正确。</translation>
    </message>
    <message>
        <source>Sampled before anything is scored. The paper chose among 1,000 a problem.</source>
        <translation>在打分之前采样。论文从每题 1,000 个中选取。</translation>
    </message>
    <message>
        <source>Generator</source>
        <translation>生成器</translation>
    </message>
    <message>
        <source>Generator&apos;s folder</source>
        <translation>生成器的文件夹</translation>
    </message>
    <message>
        <source>They come from it; empty: the built-in one. The paper tuned its base to write a step a line.</source>
        <translation>候选由它生成；留空则用内置的。论文将基座微调为每行写一步。</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>Several people</source>
        <translation>多人标注</translation>
    </message>
    <message>
        <source>Judged more than once</source>
        <translation>重复评判</translation>
    </message>
    <message>
        <source>Given to several labelers who do not know of it: agreement is measured on these.</source>
        <translation>分给多名互不知情的标注员：用于衡量一致性。</translation>
    </message>
    <message>
        <source>By how many labelers</source>
        <translation>标注员人数</translation>
    </message>
    <message>
        <source>Each of these solutions waits for so many.</source>
        <translation>这些解答各需这么多人标注。</translation>
    </message>
    <message>
        <source>Gold items each</source>
        <translation>每人金标准题数</translation>
    </message>
    <message>
        <source>Solutions with known ratings in everybody&apos;s queue. The paper mixed in 10 to 20 a round.</source>
        <translation>每人队列中混入的标注已知的解答。论文每轮混入 10 至 20 个。</translation>
    </message>
    <message>
        <source>by the model&apos;s size</source>
        <translation>按模型大小</translation>
    </message>
    <message>
        <source>Train one as well</source>
        <translation>同时训练一个</translation>
    </message>
    <message>
        <source>What is trained</source>
        <translation>训练范围</translation>
    </message>
    <message>
        <source>A Hugging Face folder; empty: the built-in one. The paper started from GPT-4&apos;s base.</source>
        <translation>Hugging Face 文件夹；留空则用内置的。论文从 GPT-4 的基座开始。</translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation>学习率</translation>
    </message>
    <message>
        <source>At its peak. Empty: 2e-5 at 100 M weights, more for smaller models. The paper: low.</source>
        <translation>峰值。留空：1 亿参数时为 2e-5，模型越小越大。论文：较低。</translation>
    </message>
    <message>
        <source>Outcome model</source>
        <translation>结果奖励模型</translation>
    </message>
    <message>
        <source>Judges final answers only, to compare with, as in the paper. All its weights, one epoch.</source>
        <translation>只评判最终答案，作为对照，同论文。训练全部参数，一个 epoch。</translation>
    </message>
    <message>
        <source>Choose: %1</source>
        <translation>选择：%1</translation>
    </message>
    <message>
        <source>Solutions the model rates highly although the answer is wrong, as in the paper.</source>
        <translation>答案错误但模型评分很高的解答，同论文。</translation>
    </message>
    <message>
        <source>Evenly at random: the control that the paper compares with.</source>
        <translation>均匀随机：论文中的对照组。</translation>
    </message>
    <message>
        <source>Solutions whose steps the model is least sure of. Not in the paper.</source>
        <translation>模型对其步骤最没有把握的解答。论文中没有。</translation>
    </message>
    <message>
        <source>Every weight, as in the paper: better with many marks, and far slower.</source>
        <translation>全部参数，同论文：标记多时更好，但慢得多。</translation>
    </message>
    <message>
        <source>A head is fitted to its optimum: it has no epochs.</source>
        <translation>分类头直接拟合到最优：没有 epoch。</translation>
    </message>
    <message>
        <source>Passes over all marks; 2 in the paper. More than a few learn them by heart.</source>
        <translation>遍历全部标记的次数；论文为 2。过多会死记硬背。</translation>
    </message>
    <message>
        <source>The learning rate must be a number above 0 and below 1, such as 2e-5; or leave it empty.</source>
        <translation>学习率须为大于 0 且小于 1 的数，例如 2e-5；也可留空。</translation>
    </message>
    <message>
        <source>It trains, scores, queues and evaluates in the background; go on labelling.</source>
        <translation>训练、打分、入队和评估都在后台进行；请继续标注。</translation>
    </message>
</context>
<context>
    <name>stepmark::ui::RoundResults</name>
    <message>
        <source>Rounds so far</source>
        <translation>已有轮次</translation>
    </message>
    <message>
        <source>Save the table (CSV)…</source>
        <translation>保存表格 (CSV)…</translation>
    </message>
    <message>
        <source>Tick up to four rounds to compare them in the plots.</source>
        <translation>勾选最多四轮，在图中比较。</translation>
    </message>
</context>
<context>
    <name>stepmark::ui::RoundTable</name>
    <message numerus="yes">
        <source>%1, %n step(s) skipped</source>
        <translation>
            <numerusform>%1，跳过 %n 步</numerusform>
        </translation>
    </message>
    <message>
        <source>Round</source>
        <translation>轮次</translation>
    </message>
    <message>
        <source>Tick up to four rounds to compare them in the plots (Space)</source>
        <translation>勾选最多四轮，在图中比较（空格键）</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Queue</source>
        <translation>队列</translation>
    </message>
    <message>
        <source>How the solutions to label were chosen</source>
        <translation>待标注解答的选取方式</translation>
    </message>
    <message>
        <source>Queued</source>
        <translation>已入队</translation>
    </message>
    <message>
        <source>Solutions queued for labelling</source>
        <translation>入队待标注的解答数</translation>
    </message>
    <message>
        <source>Wrong</source>
        <translation>错误占比</translation>
    </message>
    <message>
        <source>Share of the queued solutions with a wrong final answer</source>
        <translation>入队解答中最终答案错误的比例</translation>
    </message>
    <message>
        <source>Marks</source>
        <translation>标记</translation>
    </message>
    <message>
        <source>Marks the model was trained on</source>
        <translation>训练模型所用的标记数</translation>
    </message>
    <message>
        <source>Step AUC</source>
        <translation>步骤 AUC</translation>
    </message>
    <message>
        <source>Over all held-out steps; mostly tells hard problems from easy ones</source>
        <translation>基于全部留出步骤；主要反映难题与易题之别</translation>
    </message>
    <message>
        <source>in a problem</source>
        <translation>题内</translation>
    </message>
    <message>
        <source>PRM</source>
        <translation>PRM</translation>
    </message>
    <message>
        <source>Problems solved by taking the sample that the process reward model likes best</source>
        <translation>取过程奖励模型最青睐的采样时解出的题目</translation>
    </message>
    <message>
        <source>ORM</source>
        <translation>ORM</translation>
    </message>
    <message>
        <source>The same by an outcome model, which never saw a step marked</source>
        <translation>同上，但用从未见过步骤标记的结果奖励模型</translation>
    </message>
    <message>
        <source>Majority</source>
        <translation>多数投票</translation>
    </message>
    <message>
        <source>The same by majority vote, without a model</source>
        <translation>同上，但用多数投票，不需要模型</translation>
    </message>
    <message>
        <source>N</source>
        <translation>N</translation>
    </message>
    <message>
        <source>Samples a problem that PRM, ORM and majority choose from</source>
        <translation>每题供 PRM、ORM 和多数投票选择的采样数</translation>
    </message>
    <message>
        <source>When</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>When the round was started</source>
        <translation>本轮开始的时间</translation>
    </message>
    <message>
        <source>Round %1, drawn in the plots</source>
        <translation>第 %1 轮，已绘入图中</translation>
    </message>
    <message>
        <source>Round %1</source>
        <translation>第 %1 轮</translation>
    </message>
    <message>
        <source>Step AUC among steps of the same problem: this one tells quality. All pairs of a right and a wrong step of one problem count alike, so that a problem counts by its pairs</source>
        <translation>同一题目各步骤之间的步骤 AUC：它才说明质量。同一题目内一对一错的步骤对一律同等计入，因此题目按其步骤对的数目计入</translation>
    </message>
</context>
<context>
    <name>stepmark::ui::RoundsPage</name>
    <message>
        <source>Rounds</source>
        <translation>轮次</translation>
    </message>
    <message>
        <source>Open a project first.</source>
        <translation>请先打开一个项目。</translation>
    </message>
    <message>
        <source>Results</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>Next round</source>
        <translation>下一轮</translation>
    </message>
    <message>
        <source>No round yet. Label some solutions, then start the first one under “Next round”: its row and the plots will show what the model trained on your marks is worth.</source>
        <translation>还没有轮次。先标注一些解答，再在“下一轮”中开始第一轮：其数据行和图表会显示用你的标记训练出的模型效果如何。</translation>
    </message>
    <message>
        <source>No project is open</source>
        <translation>未打开项目</translation>
    </message>
    <message>
        <source>What its rounds were worth is shown here, and the next one is started.</source>
        <translation>这里显示各轮次的成效，并可开始下一轮。</translation>
    </message>
    <message>
        <source>Open a project</source>
        <translation>打开项目</translation>
    </message>
    <message>
        <source>Rounds: results, next round or trainings compared</source>
        <translation>轮次：结果、下一轮或训练比较</translation>
    </message>
    <message>
        <source>Compare trainings</source>
        <translation>比较训练</translation>
    </message>
</context>
<context>
    <name>stepmark::ui::RunPanel</name>
    <message>
        <source>Back to the study</source>
        <translation>返回研究</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>种子</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Test items by class</source>
        <translation>按类别的测试项</translation>
    </message>
    <message>
        <source>Examples on which student and supervisor differ</source>
        <translation>学生与监督者答案不同的样例</translation>
    </message>
    <message>
        <source>The chosen example</source>
        <translation>所选样例</translation>
    </message>
    <message>
        <source>Where student and supervisor differ</source>
        <translation>学生与监督者的分歧</translation>
    </message>
    <message>
        <source>Looking at the run…</source>
        <translation>正在读取运行…</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>%1 tokens</source>
        <translation>%1 个词元</translation>
    </message>
    <message>
        <source>Answers compete in this task: there are no classes to mix up.</source>
        <translation>此任务中答案相互竞争：没有可混淆的类别。</translation>
    </message>
    <message>
        <source>The task is no longer in the project, or holds other rows: it cannot be said.</source>
        <translation>学习任务已不在项目中，或内容已变：无法给出。</translation>
    </message>
    <message>
        <source>judged 1</source>
        <translation>判为 1</translation>
    </message>
    <message>
        <source>judged 0</source>
        <translation>判为 0</translation>
    </message>
    <message>
        <source>truly 1</source>
        <translation>实为 1</translation>
    </message>
    <message>
        <source>truly 0</source>
        <translation>实为 0</translation>
    </message>
    <message>
        <source>It learnt from the truth: there is no supervisor to differ from.</source>
        <translation>它学习的是真值：没有可比较的监督者。</translation>
    </message>
    <message>
        <source>The task is no longer in the project, or holds other rows: there is nothing to show.</source>
        <translation>学习任务已不在项目中，或内容已变：没有可显示的内容。</translation>
    </message>
    <message>
        <source>The student says of every test example what its supervisor says.</source>
        <translation>学生对每个测试样例的答案都与其监督者相同。</translation>
    </message>
    <message>
        <source>%1 test examples; the first %2 are listed. The number is the probability that each gives its own answer, or class 1.</source>
        <translation>%1 个测试样例；列出前 %2 个。数字为各自给其答案（或类别 1）的概率。</translation>
    </message>
</context>
<context>
    <name>stepmark::ui::SidePanel</name>
    <message>
        <source>This solution</source>
        <translation>当前解答</translation>
    </message>
    <message>
        <source>time</source>
        <translation>用时</translation>
    </message>
    <message>
        <source>flag</source>
        <translation>旗标</translation>
    </message>
    <message>
        <source>its answer</source>
        <translation>其答案</translation>
    </message>
    <message>
        <source>Model&apos;s opinion</source>
        <translation>模型判断</translation>
    </message>
    <message>
        <source>show it</source>
        <translation>显示</translation>
    </message>
    <message>
        <source>This session</source>
        <translation>本次会话</translation>
    </message>
    <message>
        <source>solutions</source>
        <translation>解答</translation>
    </message>
    <message>
        <source>steps</source>
        <translation>步骤</translation>
    </message>
    <message>
        <source>median a step</source>
        <translation>每步中位用时</translation>
    </message>
    <message>
        <source>first errors found</source>
        <translation>找到的首个错误</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>Note on this solution</source>
        <translation>对此解答的备注</translation>
    </message>
    <message>
        <source>Why, if it is not plain. Esc goes back to the steps.</source>
        <translation>若不明显，请写明原因。按 Esc 返回步骤。</translation>
    </message>
    <message>
        <source>none found</source>
        <translation>未找到</translation>
    </message>
    <message>
        <source>reference answer:</source>
        <translation>参考答案：</translation>
    </message>
    <message>
        <source>reference answer, hidden</source>
        <translation>参考答案（已隐藏）</translation>
    </message>
    <message>
        <source>none known</source>
        <translation>未知</translation>
    </message>
    <message>
        <source>why it was queued:</source>
        <translation>入队原因：</translation>
    </message>
    <message>
        <source>why it was queued, hidden</source>
        <translation>入队原因（已隐藏）</translation>
    </message>
    <message>
        <source>its thinking, no step:</source>
        <translation>思考过程（不是步骤）：</translation>
    </message>
    <message>
        <source>its thinking, folded: no step</source>
        <translation>思考过程（已折叠，不是步骤）</translation>
    </message>
    <message>
        <source>not recorded</source>
        <translation>未记录</translation>
    </message>
    <message>
        <source>hide it</source>
        <translation>隐藏</translation>
    </message>
    <message>
        <source>Off, so that it does not lead you. Showing it is recorded with your marks.</source>
        <translation>默认关闭，以免影响你的判断。显示与否会随标记一并记录。</translation>
    </message>
    <message>
        <source>⚑ flagged</source>
        <translation>⚑ 已加旗标</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 秒</translation>
    </message>
    <message>
        <source>Held back for this solution: it shall be judged without.</source>
        <translation>此解答不提供：须独立评判。</translation>
    </message>
    <message>
        <source>There is no opinion of the model on this solution.</source>
        <translation>模型对此解答没有判断。</translation>
    </message>
    <message>
        <source>All steps right: %1 %.</source>
        <translation>全部步骤正确：%1%。</translation>
    </message>
    <message>
        <source>No step is likelier to be the first error.</source>
        <translation>没有哪个步骤更可能是首个错误。</translation>
    </message>
    <message>
        <source>Likeliest first error: step %1, %2 %.</source>
        <translation>最可能的首个错误：步骤 %1，%2%。</translation>
    </message>
    <message>
        <source>less than a minute</source>
        <translation>不到一分钟</translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation>%1 分钟</translation>
    </message>
    <message>
        <source>%1 h %2 min</source>
        <translation>%1 小时 %2 分</translation>
    </message>
    <message>
        <source>on this step</source>
        <translation>此步骤用时</translation>
    </message>
    <message>
        <source>Queue</source>
        <translation>队列</translation>
    </message>
    <message>
        <source>done</source>
        <translation>已完成</translation>
    </message>
    <message>
        <source>left at this pace</source>
        <translation>按当前速度剩余</translation>
    </message>
    <message>
        <source>steps an hour</source>
        <translation>每小时步骤数</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1/%2</translation>
    </message>
    <message>
        <source>reference solution</source>
        <translation>参考解答</translation>
    </message>
</context>
<context>
    <name>stepmark::ui::SitDownDialog</name>
    <message>
        <source>%1 – in screening</source>
        <translation>%1 – 准入测试中</translation>
    </message>
    <message>
        <source>%1 – not admitted</source>
        <translation>%1 – 未准入</translation>
    </message>
    <message>
        <source>%1 – paused</source>
        <translation>%1 – 已暂停</translation>
    </message>
    <message>
        <source>Sit down</source>
        <translation>开始标注</translation>
    </message>
    <message>
        <source>Who labels?</source>
        <translation>谁来标注？</translation>
    </message>
    <message>
        <source>Your name</source>
        <translation>你的名字</translation>
    </message>
    <message>
        <source>Or a new name</source>
        <translation>或输入新名字</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>People of this project</source>
        <translation>本项目成员</translation>
    </message>
    <message>
        <source>Who is new answers %1 screening solutions first.</source>
        <translation>新人须先作答 %1 道准入测试题。</translation>
    </message>
    <message>
        <source>Marks are stored under this name.</source>
        <translation>标记会以此名字保存。</translation>
    </message>
</context>
<context>
    <name>stepmark::ui::SolutionPanel</name>
    <message>
        <source>Solution</source>
        <translation>解答</translation>
    </message>
    <message>
        <source>label it now</source>
        <translation>立即标注</translation>
    </message>
    <message>
        <source>step tree</source>
        <translation>步骤树</translation>
    </message>
    <message>
        <source>copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>previous</source>
        <translation>上一个</translation>
    </message>
    <message>
        <source>next</source>
        <translation>下一个</translation>
    </message>
    <message>
        <source>list</source>
        <translation>列表</translation>
    </message>
    <message>
        <source>All that was done to it</source>
        <translation>全部操作记录</translation>
    </message>
    <message>
        <source>Nobody has marked it yet.</source>
        <translation>还没有人标记过。</translation>
    </message>
    <message>
        <source>Solution %1</source>
        <translation>解答 %1</translation>
    </message>
    <message>
        <source>problem %1</source>
        <translation>题目 %1</translation>
    </message>
    <message>
        <source>final answer %1: %2</source>
        <translation>最终答案 %1：%2</translation>
    </message>
    <message>
        <source>no final answer</source>
        <translation>无最终答案</translation>
    </message>
    <message>
        <source>score %1</source>
        <translation>得分 %1</translation>
    </message>
    <message>
        <source>from %1</source>
        <translation>来源 %1</translation>
    </message>
    <message>
        <source>⚑ flagged</source>
        <translation>⚑ 已加旗标</translation>
    </message>
    <message>
        <source>Problem</source>
        <translation>题目</translation>
    </message>
    <message>
        <source>Reference answer</source>
        <translation>参考答案</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>步骤</translation>
    </message>
    <message>
        <source>It has no steps.</source>
        <translation>没有步骤。</translation>
    </message>
    <message>
        <source>Reference solution</source>
        <translation>参考解答</translation>
    </message>
</context>
<context>
    <name>stepmark::ui::SolutionTable</name>
    <message>
        <source>Problem</source>
        <translation>题目</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>答案</translation>
    </message>
    <message>
        <source>The solution&apos;s final answer</source>
        <translation>解答的最终答案</translation>
    </message>
    <message>
        <source>Right?</source>
        <translation>对错</translation>
    </message>
    <message>
        <source>Whether the final answer equals the reference answer</source>
        <translation>最终答案是否与参考答案一致</translation>
    </message>
    <message>
        <source>Score</source>
        <translation>得分</translation>
    </message>
    <message>
        <source>The probability that all steps are right, as a model has it</source>
        <translation>模型给出的全部步骤正确的概率</translation>
    </message>
    <message>
        <source>Marks</source>
        <translation>标记</translation>
    </message>
    <message>
        <source>Marks that stand, of all labelers</source>
        <translation>全体标注员现行有效的标记</translation>
    </message>
    <message>
        <source>Last mark</source>
        <translation>最近标记</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>步骤</translation>
    </message>
    <message>
        <source>Flag</source>
        <translation>旗标</translation>
    </message>
    <message>
        <source>A labeler has flagged it</source>
        <translation>有标注员加了旗标</translation>
    </message>
    <message>
        <source>Split</source>
        <translation>划分</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>来源</translation>
    </message>
    <message>
        <source>Where it came from</source>
        <translation>解答的出处</translation>
    </message>
    <message>
        <source>⚑ flagged</source>
        <translation>⚑ 旗标</translation>
    </message>
</context>
<context>
    <name>stepmark::ui::SolutionView</name>
    <message>
        <source>Problem</source>
        <translation>题目</translation>
    </message>
    <message>
        <source>Candidate solution · 1 step</source>
        <translation>候选解答 · 1 个步骤</translation>
    </message>
    <message>
        <source>Candidate solution · %1 steps</source>
        <translation>候选解答 · %1 个步骤</translation>
    </message>
</context>
<context>
    <name>stepmark::ui::StartPage</name>
    <message>
        <source>Mark every step of a solution right, neutral or wrong; train a model on the marks; get the next convincing wrong answers.</source>
        <translation>将解答的每个步骤标为正确、中性或错误；用这些标记训练模型；得到下一批有说服力的错误答案。</translation>
    </message>
    <message>
        <source>Recent projects</source>
        <translation>最近的项目</translation>
    </message>
    <message>
        <source>Try the sample project</source>
        <translation>试用示例项目</translation>
    </message>
    <message>
        <source>New project…</source>
        <translation>新建项目…</translation>
    </message>
    <message>
        <source>Open…</source>
        <translation>打开…</translation>
    </message>
    <message>
        <source>None yet. The sample project shows the whole loop in a few minutes, with everything it needs on board.</source>
        <translation>还没有。示例项目自带所需的一切，几分钟即可展示完整流程。</translation>
    </message>
    <message>
        <source>Projects</source>
        <translation>项目</translation>
    </message>
    <message>
        <source>&amp;Projects</source>
        <translation>项目(&amp;P)</translation>
    </message>
</context>
<context>
    <name>stepmark::ui::StatusBar</name>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>Try to save again</source>
        <translation>重新尝试保存</translation>
    </message>
    <message>
        <source>Saved state</source>
        <translation>保存状态</translation>
    </message>
    <message>
        <source>saving 1 mark…</source>
        <translation>正在保存 1 个标记…</translation>
    </message>
    <message>
        <source>saving %1 marks…</source>
        <translation>正在保存 %1 个标记…</translation>
    </message>
    <message>
        <source>✓ saved, all %1 marks on disk</source>
        <translation>✓ 已保存，%1 个标记全部写入磁盘</translation>
    </message>
    <message>
        <source>✓ saved, no marks yet</source>
        <translation>✓ 已保存，尚无标记</translation>
    </message>
    <message>
        <source>last mark %1 ms</source>
        <translation>最近标记 %1 毫秒</translation>
    </message>
    <message>
        <source>job %1: %2</source>
        <translation>任务 %1：%2</translation>
    </message>
    <message>
        <source>failed, see Rounds</source>
        <translation>失败，见“轮次”页面</translation>
    </message>
    <message>
        <source>done</source>
        <translation>已完成</translation>
    </message>
    <message>
        <source>cancelled</source>
        <translation>已取消</translation>
    </message>
    <message>
        <source>✗ one mark not saved: %2</source>
        <translation>✗ 有 1 个标记未保存：%2</translation>
    </message>
    <message>
        <source>✗ %1 marks not saved: %2</source>
        <translation>✗ 有 %1 个标记未保存：%2</translation>
    </message>
    <message>
        <source>Show the refused change</source>
        <translation>查看被拒绝的更改</translation>
    </message>
    <message>
        <source>Show %1 refused changes</source>
        <translation>查看 %1 处被拒绝的更改</translation>
    </message>
    <message>
        <source>✗ one change refused by the project and not saved</source>
        <translation>✗ 有 1 处更改被项目拒绝，未保存</translation>
    </message>
    <message>
        <source>✗ %1 changes refused by the project and not saved</source>
        <translation>✗ 有 %1 处更改被项目拒绝，未保存</translation>
    </message>
    <message>
        <source>✗ not on disk: %2</source>
        <translation>✗ 未写入磁盘：%2</translation>
    </message>
</context>
<context>
    <name>stepmark::ui::StepCard</name>
    <message>
        <source>not marked</source>
        <translation>未标记</translation>
    </message>
    <message>
        <source>and %1 more</source>
        <translation>另有 %1 个</translation>
    </message>
    <message>
        <source>model %1</source>
        <translation>模型 %1</translation>
    </message>
    <message>
        <source>Step %1, %2</source>
        <translation>步骤 %1，%2</translation>
    </message>
</context>
<context>
    <name>stepmark::ui::StepRow</name>
    <message>
        <source>behind the first error</source>
        <translation>在首个错误之后</translation>
    </message>
    <message>
        <source>marked %1</source>
        <translation>标为%1</translation>
    </message>
    <message>
        <source>not marked</source>
        <translation>未标记</translation>
    </message>
    <message>
        <source>Step %1 of %2, %3</source>
        <translation>步骤 %1，共 %2 步，%3</translation>
    </message>
    <message>
        <source>Alternatives here: %1 more, %2 rated by you</source>
        <translation>此处另有 %1 个备选步骤，你已标记 %2 个</translation>
    </message>
    <message>
        <source>Alternatives here: %1 more</source>
        <translation>此处另有 %1 个备选步骤</translation>
    </message>
    <message>
        <source>wrong %1 %</source>
        <translation>错误 %1%</translation>
    </message>
    <message>
        <source>%1, unsure</source>
        <translation>%1，不确定</translation>
    </message>
    <message>
        <source>likeliest first error, %1 %</source>
        <translation>最可能的首个错误，%1%</translation>
    </message>
    <message>
        <source>first error here %1 %</source>
        <translation>首个错误在此的概率 %1%</translation>
    </message>
    <message>
        <source>wrong %1 %, neutral %2 %, right %3 %</source>
        <translation>错误 %1%，中性 %2%，正确 %3%</translation>
    </message>
</context>
<context>
    <name>stepmark::ui::StudyForm</name>
    <message>
        <source>Ladder of models, the weakest first</source>
        <translation>模型阶梯，由弱到强</translation>
    </message>
    <message>
        <source>How students learn from their supervisors</source>
        <translation>学生如何向监督者学习</translation>
    </message>
    <message>
        <source>Task</source>
        <translation>学习任务</translation>
    </message>
    <message>
        <source>Add task…</source>
        <translation>添加学习任务…</translation>
    </message>
    <message>
        <source>Task: what is learnt</source>
        <translation>学习任务：学什么</translation>
    </message>
    <message>
        <source>A probe</source>
        <translation>探针</translation>
    </message>
    <message>
        <source>Whole model</source>
        <translation>整个模型</translation>
    </message>
    <message>
        <source>all but the strongest</source>
        <translation>除最强者外全部</translation>
    </message>
    <message>
        <source>all</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>0.5, at the widest gap 0.75</source>
        <translation>0.5，差距最大时 0.75</translation>
    </message>
    <message>
        <source>by the model&apos;s size</source>
        <translation>按模型大小</translation>
    </message>
    <message>
        <source>How it is done</source>
        <translation>如何进行</translation>
    </message>
    <message>
        <source>What learns</source>
        <translation>学习的部分</translation>
    </message>
    <message>
        <source>Seeds</source>
        <translation>种子</translation>
    </message>
    <message>
        <source>Halves of the task, their order: how far figures differ by chance.</source>
        <translation>任务如何对半分、其顺序：数值因偶然相差多少。</translation>
    </message>
    <message>
        <source>Supervisors</source>
        <translation>监督者</translation>
    </message>
    <message>
        <source>How many of the ladder teach, from the weakest.</source>
        <translation>阶梯中从最弱者起有多少个担任监督者。</translation>
    </message>
    <message>
        <source>Most examples</source>
        <translation>样例上限</translation>
    </message>
    <message>
        <source>Of those to learn from, in both halves together.</source>
        <translation>用于学习的样例，两半合计。</translation>
    </message>
    <message>
        <source>Texts read first</source>
        <translation>先读文本</translation>
    </message>
    <message>
        <source>How often every model reads the task&apos;s texts, without labels, before it learns the task.</source>
        <translation>每个模型在学习任务之前，不看标签通读任务文本的次数。</translation>
    </message>
    <message>
        <source>not at all</source>
        <translation>不读</translation>
    </message>
    <message>
        <source>Weight of own answers</source>
        <translation>自身答案的权重</translation>
    </message>
    <message>
        <source>In the end, in methods that use them; 0 to 1.</source>
        <translation>最终的权重，用于有此项的方法；0 到 1。</translation>
    </message>
    <message>
        <source>Layers that learn</source>
        <translation>参与学习的层</translation>
    </message>
    <message>
        <source>Of a whole model: only so many of the last.</source>
        <translation>整个模型时：只有最后若干层。</translation>
    </message>
    <message>
        <source>Epochs</source>
        <translation>Epoch 数</translation>
    </message>
    <message>
        <source>Of a whole model. A probe is fitted to its optimum.</source>
        <translation>整个模型时。探针直接拟合到最优。</translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation>学习率</translation>
    </message>
    <message>
        <source>Of a whole model, at its peak.</source>
        <translation>整个模型时，其峰值。</translation>
    </message>
    <message>
        <source>What will it cost?</source>
        <translation>开销多大？</translation>
    </message>
    <message>
        <source>Start the study</source>
        <translation>开始研究</translation>
    </message>
    <message>
        <source>Every weight, as in the paper: far slower.</source>
        <translation>全部权重，与论文相同：慢得多。</translation>
    </message>
    <message>
        <source>One linear layer on the frozen model, read once for all depths: minutes.</source>
        <translation>冻结模型上的一个线性层，所有深度只读一次：几分钟。</translation>
    </message>
    <message>
        <source>None yet. Add one from a file of rows, or one of the built-in examples.</source>
        <translation>尚无。可从数据文件添加，或使用内置示例。</translation>
    </message>
    <message>
        <source>It runs in the background. What is done is kept: a study that was stopped goes on where it was.</source>
        <translation>在后台运行。已完成的部分保留：停止的研究可从原处继续。</translation>
    </message>
    <message>
        <source>A study needs a task: add one.</source>
        <translation>研究需要学习任务：请添加一个。</translation>
    </message>
    <message>
        <source>Tick at least one method.</source>
        <translation>请至少勾选一种方法。</translation>
    </message>
    <message>
        <source>The strongest model has nobody to teach: let fewer of the ladder supervise.</source>
        <translation>最强的模型没有可教的对象：请减少监督者的数目。</translation>
    </message>
    <message>
        <source>The weight of own answers must be a number from 0 to 1; or leave it empty.</source>
        <translation>自身答案的权重须为 0 到 1 的数；也可留空。</translation>
    </message>
    <message>
        <source>The learning rate must be a number above 0 and below 1, such as 2e-5; or leave it empty.</source>
        <translation>学习率须为大于 0 且小于 1 的数，例如 2e-5；也可留空。</translation>
    </message>
    <message>
        <source>Remove task…</source>
        <translation>移除任务…</translation>
    </message>
    <message>
        <source>Best move of chess</source>
        <translation>国际象棋的最佳着法</translation>
    </message>
    <message>
        <source>The best-scored legal move</source>
        <translation>得分最高的合规着法</translation>
    </message>
    <message>
        <source>The move that the model writes</source>
        <translation>模型写出的着法</translation>
    </message>
    <message>
        <source>Of a whole model: what counts as its answer. A written move that is not legal is wrong.</source>
        <translation>仅整个模型：以什么作为它的回答。写出的着法若不合规则即为错误。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; needs how sure a model is of each move, and a written move does not tell: untick it, or take the best-scored legal move.</source>
        <translation>“%1”需要知道模型对每个着法有多大把握，而写出的着法不含这一信息：请取消勾选，或改用得分最高的合规着法。</translation>
    </message>
</context>
<context>
    <name>stepmark::ui::StudyList</name>
    <message>
        <source>Study</source>
        <translation>研究</translation>
    </message>
    <message>
        <source>Task</source>
        <translation>学习任务</translation>
    </message>
    <message>
        <source>Ladder</source>
        <translation>阶梯</translation>
    </message>
    <message>
        <source>Models, the weakest first</source>
        <translation>模型，由弱到强</translation>
    </message>
    <message>
        <source>Methods</source>
        <translation>方法</translation>
    </message>
    <message>
        <source>Seeds</source>
        <translation>种子</translation>
    </message>
    <message>
        <source>What learns</source>
        <translation>学习的部分</translation>
    </message>
    <message>
        <source>A linear probe on the frozen model, or all of it</source>
        <translation>冻结模型上的线性探针，或整个模型</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>When</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>When the study was begun</source>
        <translation>研究开始的时间</translation>
    </message>
    <message>
        <source>done</source>
        <translation>已完成</translation>
    </message>
    <message>
        <source>not finished</source>
        <translation>未完成</translation>
    </message>
</context>
<context>
    <name>stepmark::ui::StudyPanel</name>
    <message>
        <source>Test figure</source>
        <translation>测试数值</translation>
    </message>
    <message>
        <source>Gap recovered (PGR)</source>
        <translation>恢复的差距 (PGR)</translation>
    </message>
    <message>
        <source>Method</source>
        <translation>方法</translation>
    </message>
    <message>
        <source>Drawn</source>
        <translation>图中显示</translation>
    </message>
    <message>
        <source>Figures of the study</source>
        <translation>研究的数值</translation>
    </message>
    <message>
        <source>Save the table (CSV)…</source>
        <translation>保存表格 (CSV)…</translation>
    </message>
    <message>
        <source>Enter, or a click on a point, opens a run.</source>
        <translation>按 Enter 或点击一个点可打开运行。</translation>
    </message>
    <message>
        <source>Study %1: %2</source>
        <translation>研究 %1：%2</translation>
    </message>
    <message>
        <source>test: %1 examples in %2 groups</source>
        <translation>测试：%1 个样例，%2 组</translation>
    </message>
    <message>
        <source>nothing learnt: %1</source>
        <translation>未学习时：%1</translation>
    </message>
    <message>
        <source>%1 to %2 weights</source>
        <translation>%1 至 %2 个权重</translation>
    </message>
</context>
<context>
    <name>stepmark::ui::TextBlock</name>
    <message>
        <source>Show all %1 characters</source>
        <translation>显示全部 %1 个字符</translation>
    </message>
</context>
<context>
    <name>stepmark::ui::ThinBar</name>
    <message>
        <source>Progress</source>
        <translation>进度</translation>
    </message>
    <message>
        <source>running</source>
        <translation>运行中</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1%</translation>
    </message>
</context>
<context>
    <name>stepmark::ui::TransferDialogs</name>
    <message>
        <source>Import</source>
        <translation>导入</translation>
    </message>
</context>
<context>
    <name>stepmark::ui::TreeCanvas</name>
    <message>
        <source>Step tree</source>
        <translation>步骤树</translation>
    </message>
    <message>
        <source>%1, %2, solutions: %3</source>
        <translation>%1，%2，解答：%3</translation>
    </message>
</context>
<context>
    <name>stepmark::ui::TreePanel</name>
    <message>
        <source>larger</source>
        <translation>放大</translation>
    </message>
    <message>
        <source>smaller</source>
        <translation>缩小</translation>
    </message>
    <message>
        <source>fit</source>
        <translation>适应窗口</translation>
    </message>
    <message>
        <source>open solution</source>
        <translation>打开解答</translation>
    </message>
    <message>
        <source>export picture</source>
        <translation>导出图片</translation>
    </message>
    <message>
        <source>list</source>
        <translation>列表</translation>
    </message>
    <message>
        <source>Step tree of problem %1</source>
        <translation>题目 %1 的步骤树</translation>
    </message>
    <message>
        <source>1 step</source>
        <translation>1 个步骤</translation>
    </message>
    <message>
        <source>%1 steps</source>
        <translation>%1 个步骤</translation>
    </message>
    <message>
        <source>1 solution</source>
        <translation>1 个解答</translation>
    </message>
    <message>
        <source>%1 solutions</source>
        <translation>%1 个解答</translation>
    </message>
    <message>
        <source>%1 right ✓</source>
        <translation>%1 个正确 ✓</translation>
    </message>
    <message>
        <source>%1 wrong ✗</source>
        <translation>%1 个错误 ✗</translation>
    </message>
    <message>
        <source>reference answer %1</source>
        <translation>参考答案 %1</translation>
    </message>
    <message>
        <source>This problem has no steps yet.</source>
        <translation>此题还没有步骤。</translation>
    </message>
    <message>
        <source>1 solution goes through it</source>
        <translation>有 1 个解答经过此步</translation>
    </message>
    <message>
        <source>%1 solutions go through it</source>
        <translation>有 %1 个解答经过此步</translation>
    </message>
    <message>
        <source>model %1</source>
        <translation>模型 %1</translation>
    </message>
    <message>
        <source>ends here: %1</source>
        <translation>在此结束：%1</translation>
    </message>
    <message>
        <source>Written to %1.</source>
        <translation>已写入 %1。</translation>
    </message>
    <message>
        <source>The picture was not written: %1</source>
        <translation>未能写入图片：%1</translation>
    </message>
    <message>
        <source>Export the step tree</source>
        <translation>导出步骤树</translation>
    </message>
    <message>
        <source>Pictures (*.png *.svg)</source>
        <translation>图片 (*.png *.svg)</translation>
    </message>
</context>
<context>
    <name>stepmark::ui::UnfinishedPanel</name>
    <message>
        <source>Resume</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>放弃</translation>
    </message>
    <message>
        <source>Resume the unfinished round</source>
        <translation>继续未完成的一轮</translation>
    </message>
    <message>
        <source>Discard the unfinished round</source>
        <translation>放弃未完成的一轮</translation>
    </message>
    <message>
        <source>Starting another round gives this one up.</source>
        <translation>开始新的一轮即放弃这一轮。</translation>
    </message>
    <message>
        <source>Round %1 was not finished; it stopped on %2 in its first stage. Resuming goes on from what training had saved.</source>
        <translation>第 %1 轮未完成；于 %2 停在第一阶段。继续时会从训练已保存处接着进行。</translation>
    </message>
    <message>
        <source>Round %1 was not finished; it stopped on %2. Done and kept: %3. Resuming goes on from there.</source>
        <translation>第 %1 轮未完成；于 %2 停止。已完成并保留：%3。继续时会由此接着进行。</translation>
    </message>
</context>
<context>
    <name>stepmark::ui::WeakStrongPage</name>
    <message>
        <source>Weak to strong: studies or a new one</source>
        <translation>由弱到强：研究或新研究</translation>
    </message>
    <message>
        <source>Studies</source>
        <translation>研究</translation>
    </message>
    <message>
        <source>New study</source>
        <translation>新研究</translation>
    </message>
    <message>
        <source>Weak to strong</source>
        <translation>由弱到强</translation>
    </message>
    <message>
        <source>No study yet. Set one up under “New study”: weak models will teach stronger ones a task, and the figure will show how much of the stronger ones&apos; worth that brings out.</source>
        <translation>尚无研究。请在“新研究”中设置：弱模型将教更强的模型完成一项学习任务，图中会显示由此能激发强模型多少能力。</translation>
    </message>
    <message>
        <source>Studies of the project</source>
        <translation>此项目的研究</translation>
    </message>
    <message>
        <source>Go on with this study</source>
        <translation>继续此研究</translation>
    </message>
    <message>
        <source>No project is open</source>
        <translation>未打开项目</translation>
    </message>
    <message>
        <source>Here weak models teach strong ones a task of the project, and it is measured what comes of it.</source>
        <translation>在这里，弱模型教强模型完成项目中的学习任务，并测量其结果。</translation>
    </message>
    <message>
        <source>Open a project</source>
        <translation>打开项目</translation>
    </message>
    <message>
        <source>Open a project first.</source>
        <translation>请先打开一个项目。</translation>
    </message>
    <message>
        <source>Nothing can be started here: %1.</source>
        <translation>这里无法开始任何工作：%1。</translation>
    </message>
    <message>
        <source>A job is running: the next study can be started once it is over.</source>
        <translation>有任务在运行：结束后才能开始下一个研究。</translation>
    </message>
    <message>
        <source>Remove this study…</source>
        <translation>移除此研究…</translation>
    </message>
</context>
</TS>
