<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>RoundText</name>
    <message numerus="yes">
        <source>%n training step(s) were skipped: their loss or gradient was not finite.</source>
        <translation>
            <numerusform>%n training step was skipped: its loss or gradient was not finite.</numerusform>
            <numerusform>%n training steps were skipped: their loss or gradient was not finite.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>WorkerText</name>
    <message numerus="yes">
        <source>%n step(s) skipped, not finite</source>
        <translation>
            <numerusform>%n step skipped, not finite</numerusform>
            <numerusform>%n steps skipped, not finite</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>stepmark::desktop::GridController</name>
    <message numerus="yes">
        <source>comparison of %n training(s)</source>
        <translation>
            <numerusform>comparison of %n training</numerusform>
            <numerusform>comparison of %n trainings</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>stepmark::desktop::LeaveGuard</name>
    <message numerus="yes">
        <source>%n change(s) could not be saved yet. %1</source>
        <translation>
            <numerusform>%n change could not be saved yet. %1</numerusform>
            <numerusform>%n changes could not be saved yet. %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) were refused by the project and are not in it; the foot of the window shows them to be copied.</source>
        <translation>
            <numerusform>%n change was refused by the project and is not in it; the foot of the window shows it to be copied.</numerusform>
            <numerusform>%n changes were refused by the project and are not in it; the foot of the window shows them to be copied.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) are in no file yet.</source>
        <translation>
            <numerusform>%n change is in no file yet.</numerusform>
            <numerusform>%n changes are in no file yet.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>stepmark::desktop::RoundController</name>
    <message numerus="yes">
        <source>The round is done: %n solution(s) queued.</source>
        <translation>
            <numerusform>The round is done: %n solution queued.</numerusform>
            <numerusform>The round is done: %n solutions queued.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>stepmark::ui::GridForm</name>
    <message numerus="yes">
        <source>%n training(s), each evaluated on the held-out problems, in the background. Rounds go on with the model that they have.</source>
        <translation>
            <numerusform>%n training, evaluated on the held-out problems, in the background. Rounds go on with the model that they have.</numerusform>
            <numerusform>%n trainings, each evaluated on the held-out problems, in the background. Rounds go on with the model that they have.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>stepmark::ui::GridResults</name>
    <message numerus="yes">
        <source>%n training(s)</source>
        <translation>
            <numerusform>%n training</numerusform>
            <numerusform>%n trainings</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>stepmark::ui::GridTab</name>
    <message numerus="yes">
        <source>%1 at a time, %n thread(s) each</source>
        <translation>
            <numerusform>%1 at a time, %n thread each</numerusform>
            <numerusform>%1 at a time, %n threads each</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>stepmark::ui::RoundTable</name>
    <message numerus="yes">
        <source>%1, %n step(s) skipped</source>
        <translation>
            <numerusform>%1, %n step skipped</numerusform>
            <numerusform>%1, %n steps skipped</numerusform>
        </translation>
    </message>
</context>
</TS>
