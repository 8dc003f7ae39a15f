<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>stepmark::desktop::LeaveGuard</name>
    <message numerus="yes">
        <source>%n change(s) could not be saved yet. %1</source>
        <translation>
            <numerusform>%n change could not be saved yet. %1</numerusform>
            <numerusform>%n changes could not be saved yet. %1</numerusform>
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
</TS>
