<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>KeySheet</name>
    <message>
        <source>wrong: the first error, ends the solution</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>neutral: not wrong, and no step ahead</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>right</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>another step, to correct its mark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>undo, also back into solutions done before</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>finish after the first error</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>skip this solution</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the problem itself is bad</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>give this solution up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>copy the selected text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>flag for review</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>write a note; Esc goes back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>reference answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>why it was queued</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>model&apos;s opinion; recorded with the marks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>scroll the steps; with Shift the problem</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>label</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>rounds</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>projects</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>dark or light</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Language</name>
    <message>
        <source>As the system</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RatingBar</name>
    <message>
        <source>wrong</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>neutral</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>right</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RoundTable</name>
    <message>
        <source>Round</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>State</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Marks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Marks the model was trained on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Wrong</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Share of the queued solutions with a wrong final answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Step AUC</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Over all held-out steps; mostly tells hard problems from easy ones</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>in a problem</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Step AUC among steps of the same problem: this one tells quality</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Best of N: PRM</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Problems solved by taking the sample that the process reward model likes best</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ORM</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The same by an outcome model, which never saw a step marked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Majority</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The same by majority vote, without a model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>N</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Samples a problem the three choose from</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Queued</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Solutions queued for labelling</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Queue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How the solutions to label were chosen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>When</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>When the round was started</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SidePanel</name>
    <message>
        <source>The model has not scored this solution yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All steps right: %1 %.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It sees no wrong step.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>First wrong step by it: %1.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SolutionView</name>
    <message>
        <source>wrong</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>neutral</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>right</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>finish</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>undo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>skip</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>flag</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>note</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>bad problem</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>give up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>all keys</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>stepmark::desktop</name>
    <message>
        <source>%1 s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, %2 %</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>running</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>queued</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, queued by round %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 The model&apos;s score of the whole: %2.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>stepmark::desktop::JobProgress</name>
    <message>
        <source>starting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 %2 in %3</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>stepmark::desktop::LabelController</name>
    <message>
        <source>Looking for the next solution</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>stepmark::desktop::LeaveGuard</name>
    <message>
        <source>A job is running</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leaving the project stops the job that runs in the background. What it has not written yet is lost; the marks are not touched.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop it and leave</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The project is busy.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not everything is on disk</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) could not be saved yet. %1</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Leave without saving them</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stay</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>stepmark::desktop::ProjectController</name>
    <message>
        <source>Making the sample project: %1, %2 of %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Making the sample project: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Making the project</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Opening %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Making the sample project</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Making the sample project: choosing what to label first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The sample project was not made: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This project is also open in another window. Both may label; each shows the other&apos;s marks once a solution comes up again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 was not opened: %2</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>stepmark::desktop::RoundController</name>
    <message>
        <source>Open a project first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>round %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another job runs in this project: wait for its end, or cancel it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>The round is done: %n solution(s) queued.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>The round is done: there is a new queue.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The round was cancelled; the queue is as it was.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The round failed: %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>stepmark::desktop::TransferController</name>
    <message>
        <source>Another job runs: wait for its end, or cancel it on the Rounds page.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>import</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>export</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The import was cancelled; nothing was taken in.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The export was cancelled.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 rows written to %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Imported: %1 problems, %2 solutions, %3 ratings.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>stepmark::desktop::WorkerProcess</name>
    <message>
        <source>%1 could not be started: %2. It belongs beside the stepmark program; install both again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancelled.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The worker ended without a word (signal %1), perhaps for want of memory. What was on disk is kept; its last log lines are shown. Start it again, with less at a time.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The worker failed (exit code %1) and left no message.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>stepmark::ui</name>
    <message>
        <source>%1 s left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 min left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 h %2 min left</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>stepmark::ui::AboutDialog</name>
    <message>
        <source>About Stepmark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Process supervision on the desktop, after Lightman et al. 2023, Let&apos;s Verify Step by Step (arXiv 2305.20050).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Free software under the GNU General Public License, version 3 or later.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>stepmark::ui::HeaderBar</name>
    <message>
        <source>Labeler</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No project</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Round %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>all %1 queued are labelled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>solution %1 of %2 queued</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>stepmark::ui::JobPanel</name>
    <message>
        <source>Stages</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show log</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Log</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hide log</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>waiting for the worker</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>running</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>being cancelled…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>done</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>cancelled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>loss %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>stepmark::ui::KeyHint</name>
    <message>
        <source>%1 (key %2)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>stepmark::ui::KeySheet</name>
    <message>
        <source>All keys</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>stepmark::ui::LabelPage</name>
    <message>
        <source>Label a solution</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No project is open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A project holds problems, candidate solutions and your marks, in one file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a project</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing to label yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This project has no candidate solutions. Import a file (PRM800K, GSM8K, ProcessBench or plain JSON lines); the format is found out by its content.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import candidates…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start a round: the model is trained on the marks so far and queues the next convincing wrong answers. You can go on labelling while it runs.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The queue is done: one solution labelled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The queue is done: %1 solutions labelled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The queue is empty</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>U takes the last action back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start a round</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>That did not work</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing more to take back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A bad problem? B or Enter confirms, any other key goes back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give this solution up? G or Enter confirms, any other key goes back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>First error marked. Enter: finish, U: undo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every step is marked. Enter: finish, U: undo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This solution has no steps. S: skip, B: bad problem, G: give up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Behind the first error nothing is marked. Enter: finish, U: undo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One step is still without a mark. Mark it, or the first error with 1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 steps are still without a mark. Mark each, or the first error with 1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fetching the next solution…</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>stepmark::ui::LongTextView</name>
    <message>
        <source>Whole text</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>stepmark::ui::MainWindow</name>
    <message>
        <source>Label</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rounds</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Projects</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 – Stepmark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a project first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stepmark projects (*.stepmark)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All &amp;keys</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;About Stepmark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;New project…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Sample project…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Open…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Close project</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Import…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Export</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>PRM800K rows…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>TRL stepwise rows…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Labeler…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Label</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Rounds</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Projects</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Dark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Larger &amp;text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>S&amp;maller text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Text of &amp;normal size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>L&amp;anguage</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New project</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>project.stepmark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where to put the sample project</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>sample.stepmark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a project</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>JSON lines (*.jsonl *.json)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>JSON lines (*.jsonl)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Labeler</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Who labels? Marks are stored under this name.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>stepmark::ui::NoticeBar</name>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close the notice</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>stepmark::ui::RatingBar</name>
    <message>
        <source>Mark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not marked</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>stepmark::ui::RecentDelegate</name>
    <message>
        <source>not found</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>stepmark::ui::RoundForm</name>
    <message>
        <source>Start the round</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Convincing wrong answers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Uniform</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Uncertain</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> %</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no limit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>none, use the pool</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What to queue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Solutions to queue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How many there will be to label before the next round.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Share of wrong answers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The others are the most convincing of the rest.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>At most a problem</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keeps one hard problem from filling the queue.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New candidates a problem</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sampled from the generator before anything is scored.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Head only</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Whole model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Training</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Epochs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Passes over all marks. More than a few learn them by heart.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Seed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The same seed on the same marks gives the same model and queue.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Base model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A Hugging Face folder; empty: the one that comes with Stepmark.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>built in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose the base model&apos;s folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Base model&apos;s folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Wrong final answers that the model scores high: they teach most.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Evenly at random: the control that the others are compared with.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Solutions whose steps the model is least sure of.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One layer on stored activations: quick, good for early rounds.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every weight: better with many marks, and far slower.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It scores the pool, queues, trains and evaluates in the background; go on labelling.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>stepmark::ui::RoundsPage</name>
    <message>
        <source>Rounds</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The next round</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rounds so far</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a project first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No round yet. Label some solutions, then start the first one: its row will show what the model trained on your marks is worth.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A job is running.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>stepmark::ui::SidePanel</name>
    <message>
        <source>This solution</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>flag</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>its answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>reference answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>why it was queued</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Model&apos;s opinion</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>show it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This session</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>solutions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>steps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>median a step</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>first errors found</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Note</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Note on this solution</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Why, if it is not plain. Esc goes back to the steps.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>none found</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>reference answer:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>reference answer, hidden</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>none known</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>why it was queued:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>why it was queued, hidden</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not recorded</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>hide it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Off, so that it does not lead you. Showing it is recorded with your marks.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>⚑ flagged</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>none</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>stepmark::ui::SolutionView</name>
    <message>
        <source>Problem</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Candidate solution · 1 step</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Candidate solution · %1 steps</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>stepmark::ui::StartPage</name>
    <message>
        <source>Mark every step of a solution right, neutral or wrong; train a model on the marks; get the next convincing wrong answers.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recent projects</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try the sample project</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New project…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>None yet. The sample project shows the whole loop in a few minutes, with everything it needs on board.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>stepmark::ui::StatusBar</name>
    <message>
        <source>Try again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try to save again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saved state</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>✗ one mark not saved: </source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>✗ %1 marks not saved: </source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>saving 1 mark…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>saving %1 marks…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>✓ saved, all %1 marks on disk</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>✓ saved, no marks yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>last mark %1 ms</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>job %1: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>failed, see Rounds</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>done</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>cancelled</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>stepmark::ui::StepRow</name>
    <message>
        <source>behind the first error</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>marked %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not marked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Step %1 of %2, %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Alternatives here: %1 more, %2 rated by you</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Alternatives here: %1 more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>model: wrong %1 %, neutral %2 %, right %3 %</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>wrong %1 %</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>stepmark::ui::TextBlock</name>
    <message>
        <source>Show all %1 characters</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>stepmark::ui::ThinBar</name>
    <message>
        <source>Progress</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>running</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
