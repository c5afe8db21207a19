<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_GB" sourcelanguage="en_GB">
<context>
    <name>ActivityPanel</name>
    <message numerus="yes">
        <source> min</source>
        <translation>
            <numerusform> min</numerusform>
            <numerusform> min</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>AfterClass</name>
    <message numerus="yes">
        <source>%n × yes, more</source>
        <translation>
            <numerusform>%n × yes, more</numerusform>
            <numerusform>%n × yes, more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n × pause</source>
        <translation>
            <numerusform>%n × pause</numerusform>
            <numerusform>%n × pause</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>AfterClassPage</name>
    <message numerus="yes">
        <source>{done} of %n complete</source>
        <translation>
            <numerusform>{done} of %n complete</numerusform>
            <numerusform>{done} of %n complete</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>BabyCard</name>
    <message numerus="yes">
        <source>bookmarks to describe: %n</source>
        <translation>
            <numerusform>bookmarks to describe: %n</numerusform>
            <numerusform>bookmarks to describe: %n</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Backups</name>
    <message numerus="yes">
        <source>%n days ago</source>
        <translation>
            <numerusform>%n day ago</numerusform>
            <numerusform>%n days ago</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>BookingsPage</name>
    <message numerus="yes">
        <source>%n courses running or to come</source>
        <translation>
            <numerusform>One course running or to come</numerusform>
            <numerusform>%n courses running or to come</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>BringInDialog</name>
    <message numerus="yes">
        <source>Bring in %n items</source>
        <translation>
            <numerusform>Bring in one item</numerusform>
            <numerusform>Bring in %n items</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n things that this studio does not have are left out.</source>
        <translation>
            <numerusform>One thing that this studio does not have is left out.</numerusform>
            <numerusform>%n things that this studio does not have are left out.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Calendar</name>
    <message numerus="yes">
        <source>%n classes</source>
        <translation>
            <numerusform>one class</numerusform>
            <numerusform>%n classes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n cancelled</source>
        <translation>
            <numerusform>one cancelled</numerusform>
            <numerusform>%n cancelled</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n at the same time as another</source>
        <translation>
            <numerusform>%n at the same time as another</numerusform>
            <numerusform>%n at the same time as another</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CalendarView</name>
    <message numerus="yes">
        <source>+%n more</source>
        <translation>
            <numerusform>+%n more</numerusform>
            <numerusform>+%n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CancelCourseDialog</name>
    <message numerus="yes">
        <source>%n classes of {course} are still to come.</source>
        <translation>
            <numerusform>%n class of {course} is still to come.</numerusform>
            <numerusform>%n classes of {course} are still to come.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n classes are cancelled.</source>
        <translation>
            <numerusform>%n class is cancelled.</numerusform>
            <numerusform>%n classes are cancelled.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CatchUp</name>
    <message numerus="yes">
        <source>{title}, {minutes}, for %n here</source>
        <translation>
            <numerusform>{title}, {minutes}, for %n here</numerusform>
            <numerusform>{title}, {minutes}, for %n here</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Charts</name>
    <message numerus="yes">
        <source>{benefit} {given} of %n planned minutes</source>
        <translation>
            <numerusform>{benefit} {given} of %n planned minute</numerusform>
            <numerusform>{benefit} {given} of %n planned minutes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{benefit} %n minutes</source>
        <translation>
            <numerusform>{benefit} %n minute</numerusform>
            <numerusform>{benefit} %n minutes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{observer}: {alike} of %n moments were seen by both.</source>
        <translation>
            <numerusform>{observer}: {alike} of %n moment was seen by both.</numerusform>
            <numerusform>{observer}: {alike} of %n moments were seen by both.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{answer} from %n</source>
        <translation>
            <numerusform>{answer} from %n</numerusform>
            <numerusform>{answer} from %n</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ChasePage</name>
    <message numerus="yes">
        <source>%n things to ask</source>
        <translation>
            <numerusform>%n thing to ask</numerusform>
            <numerusform>%n things to ask</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n families</source>
        <translation>
            <numerusform>%n family</numerusform>
            <numerusform>%n families</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Nothing of this kind; %n other things are open</source>
        <translation>
            <numerusform>Nothing of this kind; %n other thing is open</numerusform>
            <numerusform>Nothing of this kind; %n other things are open</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ClassBlock</name>
    <message numerus="yes">
        <source>%n notes</source>
        <translation>
            <numerusform>%n note</numerusform>
            <numerusform>%n notes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ClassDialog</name>
    <message numerus="yes">
        <source>%n free</source>
        <translation>
            <numerusform>%n free</numerusform>
            <numerusform>%n free</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ClassRoomCard</name>
    <message numerus="yes">
        <source> minutes</source>
        <translation>
            <numerusform> minute</numerusform>
            <numerusform> minutes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source> seconds</source>
        <translation>
            <numerusform> second</numerusform>
            <numerusform> seconds</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ClassesTab</name>
    <message numerus="yes">
        <source>%n earlier notes</source>
        <translation>
            <numerusform>%n earlier note</numerusform>
            <numerusform>%n earlier notes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n notes</source>
        <translation>
            <numerusform>%n note</numerusform>
            <numerusform>%n notes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ClosedPage</name>
    <message numerus="yes">
        <source>The studio is whole. Families in it: %n</source>
        <translation>
            <numerusform>The studio is whole. Families in it: %n</numerusform>
            <numerusform>The studio is whole. Families in it: %n</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Commands</name>
    <message numerus="yes">
        <source>%n families</source>
        <translation>
            <numerusform>%n family</numerusform>
            <numerusform>%n families</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n classes held</source>
        <translation>
            <numerusform>%n class held</numerusform>
            <numerusform>%n classes held</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n notes</source>
        <translation>
            <numerusform>%n note</numerusform>
            <numerusform>%n notes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ContentItems</name>
    <message numerus="yes">
        <source>%n min</source>
        <translation>
            <numerusform>%n min</numerusform>
            <numerusform>%n min</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CourseFieldsPanel</name>
    <message numerus="yes">
        <source> minutes</source>
        <translation>
            <numerusform> minute</numerusform>
            <numerusform> minutes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source> weeks</source>
        <translation>
            <numerusform> week</numerusform>
            <numerusform> weeks</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>There are %n classes already. Cancel those that are not held in the list of dates.</source>
        <translation>
            <numerusform>There is %n class already. Cancel it in the list of dates if it is not held.</numerusform>
            <numerusform>There are %n classes already. Cancel those that are not held in the list of dates.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The venue has room for %n.</source>
        <translation>
            <numerusform>The venue has room for %n.</numerusform>
            <numerusform>The venue has room for %n.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CourseItem</name>
    <message numerus="yes">
        <source>{taken} of %n places taken</source>
        <translation>
            <numerusform>{taken} of %n place taken</numerusform>
            <numerusform>{taken} of %n places taken</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{places}, %n waiting</source>
        <translation>
            <numerusform>{places}, %n waiting</numerusform>
            <numerusform>{places}, %n waiting</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CuesPage</name>
    <message numerus="yes">
        <source>%n babies come, and the class has {places} places.</source>
        <translation>
            <numerusform>%n baby comes, and the class has {places} places.</numerusform>
            <numerusform>%n babies come, and the class has {places} places.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DatesPanel</name>
    <message numerus="yes">
        <source>%n classes are moved.</source>
        <translation>
            <numerusform>The class is moved.</numerusform>
            <numerusform>%n classes are moved.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Ending</name>
    <message numerus="yes">
        <source>%n babies were not marked and count as absent.</source>
        <translation>
            <numerusform>%n baby was not marked and counts as absent.</numerusform>
            <numerusform>%n babies were not marked and count as absent.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ExchangePage</name>
    <message numerus="yes">
        <source>bookings of %n events</source>
        <translation>
            <numerusform>bookings of %n event</numerusform>
            <numerusform>bookings of %n events</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>&amp;Import {babies}, update %n</source>
        <translation>
            <numerusform>&amp;Import {babies}, update %n</numerusform>
            <numerusform>&amp;Import {babies}, update %n</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n babies</source>
        <translation>
            <numerusform>%n baby</numerusform>
            <numerusform>%n babies</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n ready</source>
        <translation>
            <numerusform>%n ready</numerusform>
            <numerusform>%n ready</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n need you</source>
        <translation>
            <numerusform>%n needs you</numerusform>
            <numerusform>%n need you</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n known already</source>
        <translation>
            <numerusform>%n known already</numerusform>
            <numerusform>%n known already</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n left out</source>
        <translation>
            <numerusform>%n left out</numerusform>
            <numerusform>%n left out</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n changed</source>
        <translation>
            <numerusform>%n changed</numerusform>
            <numerusform>%n changed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n cancelled</source>
        <translation>
            <numerusform>%n cancelled</numerusform>
            <numerusform>%n cancelled</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n families wait for this course; who is new in this file gets a place before them.</source>
        <translation>
            <numerusform>%n family waits for this course; who is new in this file gets a place before it.</numerusform>
            <numerusform>%n families wait for this course; who is new in this file gets a place before them.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FamiliesPage</name>
    <message numerus="yes">
        <source>%n families, newest first</source>
        <translation>
            <numerusform>One family</numerusform>
            <numerusform>%n families, newest first</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FamilyDataDialog</name>
    <message numerus="yes">
        <source>%n copies of the studio still hold this family.</source>
        <translation>
            <numerusform>%n copy of the studio still holds this family.</numerusform>
            <numerusform>%n copies of the studio still hold this family.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Erased. %n copies of the studio still hold this family.</source>
        <translation>
            <numerusform>Erased. %n copy of the studio still holds this family.</numerusform>
            <numerusform>Erased. %n copies of the studio still hold this family.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FamilyDialog</name>
    <message numerus="yes">
        <source>{course}: {free} of %n places free</source>
        <translation>
            <numerusform>{course}: {free} of %n place free</numerusform>
            <numerusform>{course}: {free} of %n places free</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>, %n families wait</source>
        <translation>
            <numerusform>, %n family waits</numerusform>
            <numerusform>, %n families wait</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Only {day}, {time}: %n free</source>
        <translation>
            <numerusform>Only {day}, {time}: %n free</numerusform>
            <numerusform>Only {day}, {time}: %n free</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{price} for the {left} of %n classes left</source>
        <translation>
            <numerusform>{price} for the {left} of %n class left</numerusform>
            <numerusform>{price} for the {left} of %n classes left</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FunderReport</name>
    <message numerus="yes">
        <source>%n courses</source>
        <translation>
            <numerusform>%n course</numerusform>
            <numerusform>%n courses</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n classes held</source>
        <translation>
            <numerusform>%n class held</numerusform>
            <numerusform>%n classes held</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n families</source>
        <translation>
            <numerusform>%n family</numerusform>
            <numerusform>%n families</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n babies from {families} had a place.</source>
        <translation>
            <numerusform>%n baby from {families} had a place.</numerusform>
            <numerusform>%n babies from {families} had a place.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Of {whole} babies on courses that are over, %n stayed to the end.</source>
        <translation>
            <numerusform>Of {whole} babies on courses that are over, %n stayed to the end.</numerusform>
            <numerusform>Of {whole} babies on courses that are over, %n stayed to the end.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Fewer than %n families stopped before the end of a course.</source>
        <translation>
            <numerusform>Fewer than %n family stopped before the end of a course.</numerusform>
            <numerusform>Fewer than %n families stopped before the end of a course.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n families took a place in the term after.</source>
        <translation>
            <numerusform>%n family took a place in the term after.</numerusform>
            <numerusform>%n families took a place in the term after.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n families had to wait for a place.</source>
        <translation>
            <numerusform>%n family had to wait for a place.</numerusform>
            <numerusform>%n families had to wait for a place.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Minutes by benefit in %n classes that recorded them, planned and given.</source>
        <translation>
            <numerusform>Minutes by benefit in %n class that recorded them, planned and given.</numerusform>
            <numerusform>Minutes by benefit in %n classes that recorded them, planned and given.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Before the course, %n families answered:</source>
        <translation>
            <numerusform>Before the course, %n family answered:</numerusform>
            <numerusform>Before the course, %n families answered:</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>After the course, %n families answered:</source>
        <translation>
            <numerusform>After the course, %n family answered:</numerusform>
            <numerusform>After the course, %n families answered:</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n carers from {first} to {last}</source>
        <translation>
            <numerusform>%n carer from {first} to {last}</numerusform>
            <numerusform>%n carers from {first} to {last}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Fewer than %n families: their numbers are not told.</source>
        <translation>
            <numerusform>Fewer than %n family: their numbers are not told.</numerusform>
            <numerusform>Fewer than %n families: their numbers are not told.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>HandingOut</name>
    <message numerus="yes">
        <source>Massage Studio, %n papers</source>
        <translation>
            <numerusform>Massage Studio, %n paper</numerusform>
            <numerusform>Massage Studio, %n papers</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n drafts of letters written.</source>
        <translation>
            <numerusform>%n draft of a letter written.</numerusform>
            <numerusform>%n drafts of letters written.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n take-homes {done}.</source>
        <translation>
            <numerusform>%n take-home {done}.</numerusform>
            <numerusform>%n take-homes {done}.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Handouts</name>
    <message numerus="yes">
        <source>{age}, due in %n weeks</source>
        <translation>
            <numerusform>{age}, due in %n week</numerusform>
            <numerusform>{age}, due in %n weeks</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n weeks</source>
        <translation>
            <numerusform>%n week</numerusform>
            <numerusform>%n weeks</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n months</source>
        <translation>
            <numerusform>%n month</numerusform>
            <numerusform>%n months</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n hours</source>
        <translation>
            <numerusform>%n hour</numerusform>
            <numerusform>%n hours</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>HandoutsPage</name>
    <message numerus="yes">
        <source>%n papers chosen</source>
        <translation>
            <numerusform>%n paper chosen</numerusform>
            <numerusform>%n papers chosen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Read %n stories</source>
        <translation>
            <numerusform>Read %n story</numerusform>
            <numerusform>Read %n stories</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>HeaderBar</name>
    <message numerus="yes">
        <source>Register {here} of %n</source>
        <translation>
            <numerusform>Register {here} of %n</numerusform>
            <numerusform>Register {here} of %n</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Hints</name>
    <message numerus="yes">
        <source>No cue for {baby} in %n minutes</source>
        <translation>
            <numerusform>No cue for {baby} in %n minute</numerusform>
            <numerusform>No cue for {baby} in %n minutes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{baby}: two pause signs in %n seconds</source>
        <translation>
            <numerusform>{baby}: two pause signs in %n second</numerusform>
            <numerusform>{baby}: two pause signs in %n seconds</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>HolidaysPanel</name>
    <message numerus="yes">
        <source>%n periods without classes are kept, as this calendar has them.</source>
        <translation>
            <numerusform>%n period without classes is kept, as this calendar has it.</numerusform>
            <numerusform>%n periods without classes are kept, as this calendar has them.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>These are %n days without a class.</source>
        <translation>
            <numerusform>This is %n day without a class.</numerusform>
            <numerusform>These are %n days without a class.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ImportPage</name>
    <message numerus="yes">
        <source>%n families</source>
        <translation>
            <numerusform>%n family</numerusform>
            <numerusform>%n families</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n booked already</source>
        <translation>
            <numerusform>%n booked already</numerusform>
            <numerusform>%n booked already</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n babies still need you</source>
        <translation>
            <numerusform>%n baby still needs you</numerusform>
            <numerusform>%n babies still need you</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n places given up</source>
        <translation>
            <numerusform>%n place given up</numerusform>
            <numerusform>%n places given up</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n cancelled rows left out</source>
        <translation>
            <numerusform>%n cancelled row left out</numerusform>
            <numerusform>%n cancelled rows left out</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n babies</source>
        <translation>
            <numerusform>%n baby</numerusform>
            <numerusform>%n babies</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ImportTable</name>
    <message numerus="yes">
        <source>%n questions</source>
        <translation>
            <numerusform>%n question</numerusform>
            <numerusform>%n questions</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Insights</name>
    <message numerus="yes">
        <source>Fewer than %n families: not broken down.</source>
        <translation>
            <numerusform>Fewer than %n family: not broken down.</numerusform>
            <numerusform>Fewer than %n families: not broken down.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>From %n classes: too few to read a pattern from.</source>
        <translation>
            <numerusform>From %n class: too few to read a pattern from.</numerusform>
            <numerusform>From %n classes: too few to read a pattern from.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n courses still run and are not counted.</source>
        <translation>
            <numerusform>%n course still runs and is not counted.</numerusform>
            <numerusform>%n courses still run and are not counted.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n babies missed a class and came back.</source>
        <translation>
            <numerusform>%n baby missed a class and came back.</numerusform>
            <numerusform>%n babies missed a class and came back.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>When they stopped is not broken down: they are of fewer than %n families.</source>
        <translation>
            <numerusform>When they stopped is not broken down: they are of fewer than %n family.</numerusform>
            <numerusform>When they stopped is not broken down: they are of fewer than %n families.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{when}: %n babies.</source>
        <translation>
            <numerusform>{when}: %n baby.</numerusform>
            <numerusform>{when}: %n babies.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{terms}: {part} of %n families came again.</source>
        <translation>
            <numerusform>{terms}: {part} of %n family came again.</numerusform>
            <numerusform>{terms}: {part} of %n families came again.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n classes did not record how they went and are not counted.</source>
        <translation>
            <numerusform>%n class did not record how it went and is not counted.</numerusform>
            <numerusform>%n classes did not record how they went and are not counted.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Pauses for an hour of one baby&apos;s time, in activities that ran %n times or more.</source>
        <translation>
            <numerusform>Pauses for an hour of one baby&apos;s time, in activities that ran %n time or more.</numerusform>
            <numerusform>Pauses for an hour of one baby&apos;s time, in activities that ran %n times or more.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n activities with pauses</source>
        <translation>
            <numerusform>%n activity with pauses</numerusform>
            <numerusform>%n activities with pauses</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>before: %n families</source>
        <translation>
            <numerusform>before: %n family</numerusform>
            <numerusform>before: %n families</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>after: %n families</source>
        <translation>
            <numerusform>after: %n family</numerusform>
            <numerusform>after: %n families</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>InsightsPanel</name>
    <message numerus="yes">
        <source>%n courses</source>
        <translation>
            <numerusform>%n course</numerusform>
            <numerusform>%n courses</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n classes held</source>
        <translation>
            <numerusform>%n class held</numerusform>
            <numerusform>%n classes held</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n babies</source>
        <translation>
            <numerusform>%n baby</numerusform>
            <numerusform>%n babies</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n families</source>
        <translation>
            <numerusform>%n family</numerusform>
            <numerusform>%n families</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Made of %n classes</source>
        <translation>
            <numerusform>Made of %n class</numerusform>
            <numerusform>Made of %n classes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Made of %n courses</source>
        <translation>
            <numerusform>Made of %n course</numerusform>
            <numerusform>Made of %n courses</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ItemDetails</name>
    <message numerus="yes">
        <source>%n minutes</source>
        <translation>
            <numerusform>%n minute</numerusform>
            <numerusform>%n minutes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Of it: %n strokes</source>
        <translation>
            <numerusform>Of it: %n stroke</numerusform>
            <numerusform>Of it: %n strokes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LettersPage</name>
    <message numerus="yes">
        <source>&amp;Save drafts</source>
        <translation>
            <numerusform>&amp;Save the draft</numerusform>
            <numerusform>&amp;Save drafts</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n ticked</source>
        <translation>
            <numerusform>%n ticked</numerusform>
            <numerusform>%n ticked</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>With a calendar file of %n classes</source>
        <translation>
            <numerusform>With a calendar file of the class</numerusform>
            <numerusform>With a calendar file of %n classes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LibraryPanel</name>
    <message numerus="yes">
        <source>%n items</source>
        <translation>
            <numerusform>%n item</numerusform>
            <numerusform>%n items</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n of your changes: the program&apos;s words have changed since.</source>
        <translation>
            <numerusform>One of your changes: the program&apos;s words have changed since.</numerusform>
            <numerusform>%n of your changes: the program&apos;s words have changed since.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n of your changes are about what this version does not have.</source>
        <translation>
            <numerusform>One of your changes is about what this version does not have.</numerusform>
            <numerusform>%n of your changes are about what this version does not have.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Share the %n items that are shown</source>
        <translation>
            <numerusform>Share the item that is shown</numerusform>
            <numerusform>Share the %n items that are shown</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Limit</name>
    <message numerus="yes">
        <source>from %n weeks: {parts}</source>
        <translation>
            <numerusform>from %n week: {parts}</numerusform>
            <numerusform>from %n weeks: {parts}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n days from the day it was noted</source>
        <translation>
            <numerusform>%n day from the day it was noted</numerusform>
            <numerusform>%n days from the day it was noted</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n hours from the day it was noted</source>
        <translation>
            <numerusform>%n hour from the day it was noted</numerusform>
            <numerusform>%n hours from the day it was noted</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>under %n weeks</source>
        <translation>
            <numerusform>under %n week</numerusform>
            <numerusform>under %n weeks</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>from %n weeks on</source>
        <translation>
            <numerusform>from %n week on</numerusform>
            <numerusform>from %n weeks on</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>born early, until %n weeks after the due date</source>
        <translation>
            <numerusform>born early, until %n week after the due date</numerusform>
            <numerusform>born early, until %n weeks after the due date</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LimitDialog</name>
    <message numerus="yes">
        <source> weeks</source>
        <translation>
            <numerusform> week</numerusform>
            <numerusform> weeks</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source> weeks after the due date</source>
        <translation>
            <numerusform> week after the due date</numerusform>
            <numerusform> weeks after the due date</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>MarkLegend</name>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>MetCard</name>
    <message numerus="yes">
        <source>What was noted in at least %n classes is gathered here in sentences.</source>
        <translation>
            <numerusform>What was noted in at least %n class is gathered here in sentences.</numerusform>
            <numerusform>What was noted in at least %n classes is gathered here in sentences.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n notes</source>
        <translation>
            <numerusform>%n note</numerusform>
            <numerusform>%n notes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n classes</source>
        <translation>
            <numerusform>%n class</numerusform>
            <numerusform>%n classes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>MoneyPage</name>
    <message numerus="yes">
        <source>{amount} to come in from %n families</source>
        <translation>
            <numerusform>{amount} to come in from one family</numerusform>
            <numerusform>{amount} to come in from %n families</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>MoveDialog</name>
    <message numerus="yes">
        <source>%n free</source>
        <translation>
            <numerusform>%n free</numerusform>
            <numerusform>%n free</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PalettePanel</name>
    <message numerus="yes">
        <source>%n babies, for notes and bookmarks</source>
        <translation>
            <numerusform>%n baby, for notes and bookmarks</numerusform>
            <numerusform>%n babies, for notes and bookmarks</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PapersCard</name>
    <message numerus="yes">
        <source>%n earlier papers</source>
        <translation>
            <numerusform>%n earlier paper</numerusform>
            <numerusform>%n earlier papers</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PassphraseCard</name>
    <message numerus="yes">
        <source>%n older copies in the folder are not encrypted, or have another passphrase.</source>
        <translation>
            <numerusform>One older copy in the folder is not encrypted, or has another passphrase.</numerusform>
            <numerusform>%n older copies in the folder are not encrypted, or have another passphrase.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n of them are damaged, or have another passphrase: restore one with it, or delete it from the folder.</source>
        <translation>
            <numerusform>One of them is damaged, or has another passphrase: restore it with that, or delete it from the folder.</numerusform>
            <numerusform>%n of them are damaged, or have another passphrase: restore one with it, or delete it from the folder.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PassphraseDialog</name>
    <message numerus="yes">
        <source>%n older copies could not be encrypted. Settings, Passphrase says more.</source>
        <translation>
            <numerusform>One older copy could not be encrypted. Settings, Passphrase says more.</numerusform>
            <numerusform>%n older copies could not be encrypted. Settings, Passphrase says more.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PastImports</name>
    <message numerus="yes">
        <source>%n babies</source>
        <translation>
            <numerusform>%n baby</numerusform>
            <numerusform>%n babies</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PlanMatrix</name>
    <message numerus="yes">
        <source>{benefit} %n minutes</source>
        <translation>
            <numerusform>{benefit} %n minute</numerusform>
            <numerusform>{benefit} %n minutes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Plans</name>
    <message numerus="yes">
        <source>Classes of %n minutes</source>
        <translation>
            <numerusform>Classes of %n minute</numerusform>
            <numerusform>Classes of %n minutes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Fit to %n minutes</source>
        <translation>
            <numerusform>Fit to %n minute</numerusform>
            <numerusform>Fit to %n minutes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n minutes</source>
        <translation>
            <numerusform>%n minute</numerusform>
            <numerusform>%n minutes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>classes of %n minutes</source>
        <translation>
            <numerusform>classes of %n minute</numerusform>
            <numerusform>classes of %n minutes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n weeks, {minutes}</source>
        <translation>
            <numerusform>%n week, {minutes}</numerusform>
            <numerusform>%n weeks, {minutes}</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PlansPanel</name>
    <message numerus="yes">
        <source>%n more courses</source>
        <translation>
            <numerusform>%n more course</numerusform>
            <numerusform>%n more courses</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source> minutes</source>
        <translation>
            <numerusform> minute</numerusform>
            <numerusform> minutes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Fit every week to %n minutes</source>
        <translation>
            <numerusform>Fit every week to %n minute</numerusform>
            <numerusform>Fit every week to %n minutes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PracticeComparePanel</name>
    <message numerus="yes">
        <source> seconds</source>
        <translation>
            <numerusform> second</numerusform>
            <numerusform> seconds</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>States: {percent} % alike, kappa {kappa}, of %n seconds.</source>
        <translation>
            <numerusform>States: {percent} % alike, kappa {kappa}, of %n second.</numerusform>
            <numerusform>States: {percent} % alike, kappa {kappa}, of %n seconds.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Cues and other moments: {percent} % alike, kappa {kappa}, of %n moments.</source>
        <translation>
            <numerusform>Cues and other moments: {percent} % alike, kappa {kappa}, of %n moment.</numerusform>
            <numerusform>Cues and other moments: {percent} % alike, kappa {kappa}, of %n moments.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ProgressPage</name>
    <message numerus="yes">
        <source>{held} of %n classes held</source>
        <translation>
            <numerusform>{held} of %n class held</numerusform>
            <numerusform>{held} of %n classes held</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n babies</source>
        <translation>
            <numerusform>one baby</numerusform>
            <numerusform>%n babies</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n without a note since their last class</source>
        <translation>
            <numerusform>%n without a note since their last class</numerusform>
            <numerusform>%n without a note since their last class</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ProofPage</name>
    <message numerus="yes">
        <source>%n stories to read</source>
        <translation>
            <numerusform>%n story to read</numerusform>
            <numerusform>%n stories to read</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>QuestionPanel</name>
    <message numerus="yes">
        <source>%n rows: {rows}</source>
        <translation>
            <numerusform>%n row: {rows}</numerusform>
            <numerusform>%n rows: {rows}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more questions come after these.</source>
        <translation>
            <numerusform>%n more question comes after these.</numerusform>
            <numerusform>%n more questions come after these.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>QuickEntry</name>
    <message numerus="yes">
        <source>Line {line}: “{piece}” is too far outside the class, which can be told to its minute %n.</source>
        <translation>
            <numerusform>Line {line}: “{piece}” is too far outside the class, which can be told to its minute %n.</numerusform>
            <numerusform>Line {line}: “{piece}” is too far outside the class, which can be told to its minute %n.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n entries</source>
        <translation>
            <numerusform>%n entry</numerusform>
            <numerusform>%n entries</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{entries}, %n there already</source>
        <translation>
            <numerusform>{entries}, %n there already</numerusform>
            <numerusform>{entries}, %n there already</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{baby}: %n entries saved.</source>
        <translation>
            <numerusform>{baby}: %n entry saved.</numerusform>
            <numerusform>{baby}: %n entries saved.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n were there already.</source>
        <translation>
            <numerusform>%n was there already.</numerusform>
            <numerusform>%n were there already.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>QuickEntryPage</name>
    <message numerus="yes">
        <source>%n notes</source>
        <translation>
            <numerusform>%n note</numerusform>
            <numerusform>%n notes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ReadBar</name>
    <message numerus="yes">
        <source>All %n</source>
        <translation>
            <numerusform>All %n</numerusform>
            <numerusform>All %n</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RecordsCard</name>
    <message numerus="yes">
        <source> years</source>
        <translation>
            <numerusform> year</numerusform>
            <numerusform> years</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Register</name>
    <message numerus="yes">
        <source>%n here</source>
        <translation>
            <numerusform>%n here</numerusform>
            <numerusform>%n here</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n late</source>
        <translation>
            <numerusform>%n late</numerusform>
            <numerusform>%n late</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n absent</source>
        <translation>
            <numerusform>%n absent</numerusform>
            <numerusform>%n absent</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n left</source>
        <translation>
            <numerusform>%n left</numerusform>
            <numerusform>%n left</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n expected</source>
        <translation>
            <numerusform>%n expected</numerusform>
            <numerusform>%n expected</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Recent jab: wait until {when}, your %n hours. It shows as a flag until then.</source>
        <translation>
            <numerusform>Recent jab: wait until {when}, your %n hour. It shows as a flag until then.</numerusform>
            <numerusform>Recent jab: wait until {when}, your %n hours. It shows as a flag until then.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>This class has %n places and they are taken. You can still let somebody in.</source>
        <translation>
            <numerusform>This class has %n place and it is taken. You can still let somebody in.</numerusform>
            <numerusform>This class has %n places and they are taken. You can still let somebody in.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ReviewDialog</name>
    <message numerus="yes">
        <source>%n families have been kept as long as your rules say. Look at each: keep it with a reason, or erase it.</source>
        <translation>
            <numerusform>%n family has been kept as long as your rules say. Look at it: keep it with a reason, or erase it.</numerusform>
            <numerusform>%n families have been kept as long as your rules say. Look at each: keep it with a reason, or erase it.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Ribbon</name>
    <message numerus="yes">
        <source>{state} %n min</source>
        <translation>
            <numerusform>{state} %n min</numerusform>
            <numerusform>{state} %n min</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Rooms</name>
    <message numerus="yes">
        <source>%n weeks old</source>
        <translation>
            <numerusform>%n week old</numerusform>
            <numerusform>%n weeks old</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Corrected age %n weeks</source>
        <translation>
            <numerusform>Corrected age %n week</numerusform>
            <numerusform>Corrected age %n weeks</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>this course is for {least} to %n weeks</source>
        <translation>
            <numerusform>this course is for {least} to %n week</numerusform>
            <numerusform>this course is for {least} to %n weeks</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>this course is for %n weeks and older</source>
        <translation>
            <numerusform>this course is for %n week and older</numerusform>
            <numerusform>this course is for %n weeks and older</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>this course is for up to %n weeks</source>
        <translation>
            <numerusform>this course is for up to %n week</numerusform>
            <numerusform>this course is for up to %n weeks</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n babies</source>
        <translation>
            <numerusform>%n baby</numerusform>
            <numerusform>%n babies</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n babies have a place in this class by now, and there is room for {room}.</source>
        <translation>
            <numerusform>%n baby has a place in this class by now, and there is room for {room}.</numerusform>
            <numerusform>%n babies have a place in this class by now, and there is room for {room}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n babies have a place on a course there.</source>
        <translation>
            <numerusform>%n baby has a place on a course there.</numerusform>
            <numerusform>%n babies have a place on a course there.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n babies have a place on this course, and the venue has room for {room}.</source>
        <translation>
            <numerusform>%n baby has a place on this course, and the venue has room for {room}.</numerusform>
            <numerusform>%n babies have a place on this course, and the venue has room for {room}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n babies have a place on this course.</source>
        <translation>
            <numerusform>%n baby has a place on this course.</numerusform>
            <numerusform>%n babies have a place on this course.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n places are free on this course, for {babies}.</source>
        <translation>
            <numerusform>One place is free on this course, for {babies}.</numerusform>
            <numerusform>%n places are free on this course, for {babies}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Try again in %n seconds. Nothing is lost.</source>
        <translation>
            <numerusform>Try again in one second. Nothing is lost.</numerusform>
            <numerusform>Try again in %n seconds. Nothing is lost.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Roster</name>
    <message numerus="yes">
        <source>{came} of %n classes attended</source>
        <translation>
            <numerusform>{came} of %n class attended</numerusform>
            <numerusform>{came} of %n classes attended</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Cancelled or moved: %n</source>
        <translation>
            <numerusform>Cancelled or moved: %n</numerusform>
            <numerusform>Cancelled or moved: %n</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Safekeeping</name>
    <message numerus="yes">
        <source>%n families</source>
        <translation>
            <numerusform>%n family</numerusform>
            <numerusform>%n families</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n classes held</source>
        <translation>
            <numerusform>%n class held</numerusform>
            <numerusform>%n classes held</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n notes</source>
        <translation>
            <numerusform>%n note</numerusform>
            <numerusform>%n notes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SafetyPanel</name>
    <message numerus="yes">
        <source>%n hours in your classes, as set in Settings</source>
        <translation>
            <numerusform>%n hour in your classes, as set in Settings</numerusform>
            <numerusform>%n hours in your classes, as set in Settings</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n hours</source>
        <translation>
            <numerusform>%n hour</numerusform>
            <numerusform>%n hours</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>at least your %n hours of Settings</source>
        <translation>
            <numerusform>at least your %n hour of Settings</numerusform>
            <numerusform>at least your %n hours of Settings</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Checked %n months ago; is it still right?</source>
        <translation>
            <numerusform>Checked %n month ago; is it still right?</numerusform>
            <numerusform>Checked %n months ago; is it still right?</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SettingsPage</name>
    <message numerus="yes">
        <source> hours</source>
        <translation>
            <numerusform> hour</numerusform>
            <numerusform> hours</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ToDo</name>
    <message numerus="yes">
        <source>%n follow-ups today</source>
        <translation>
            <numerusform>%n follow-up today</numerusform>
            <numerusform>%n follow-ups today</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{course} · %n families</source>
        <translation>
            <numerusform>{course} · %n family</numerusform>
            <numerusform>{course} · %n families</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n families wait for an answer about their data</source>
        <translation>
            <numerusform>A family waits for an answer about its data</numerusform>
            <numerusform>%n families wait for an answer about their data</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n days left, until {day}</source>
        <translation>
            <numerusform>%n day left, until {day}</numerusform>
            <numerusform>%n days left, until {day}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Offer one of %n free places</source>
        <translation>
            <numerusform>Offer the free place</numerusform>
            <numerusform>Offer one of %n free places</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{course} · next: {baby}, %n waiting</source>
        <translation>
            <numerusform>{course} · next: {baby}, %n waiting</numerusform>
            <numerusform>{course} · next: {baby}, %n waiting</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Consent missing for %n babies</source>
        <translation>
            <numerusform>Consent missing for %n baby</numerusform>
            <numerusform>Consent missing for %n babies</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n payments due</source>
        <translation>
            <numerusform>%n payment due</numerusform>
            <numerusform>%n payments due</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TodayPage</name>
    <message numerus="yes">
        <source>{taken} of %n places taken</source>
        <translation>
            <numerusform>{taken} of %n place taken</numerusform>
            <numerusform>{taken} of %n places taken</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>, %n waiting</source>
        <translation>
            <numerusform>, %n waiting</numerusform>
            <numerusform>, %n waiting</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Chase list: %n open</source>
        <translation>
            <numerusform>Chase list: %n open</numerusform>
            <numerusform>Chase list: %n open</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>And %n more</source>
        <translation>
            <numerusform>And %n more</numerusform>
            <numerusform>And %n more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n babies expected</source>
        <translation>
            <numerusform>%n baby expected</numerusform>
            <numerusform>%n babies expected</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n classes today</source>
        <translation>
            <numerusform>One class today</numerusform>
            <numerusform>%n classes today</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TrayPanel</name>
    <message numerus="yes">
        <source>For whom? %n wait</source>
        <translation>
            <numerusform>For whom?</numerusform>
            <numerusform>For whom? %n wait</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>UnlockPanel</name>
    <message numerus="yes">
        <source>You can try again in %n seconds. Nothing is lost.</source>
        <translation>
            <numerusform>You can try again in one second. Nothing is lost.</numerusform>
            <numerusform>You can try again in %n seconds. Nothing is lost.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>UpgradeDialog</name>
    <message numerus="yes">
        <source>%n things of yours belong to another version of the program. They stay in the studio.</source>
        <translation>
            <numerusform>One thing of yours belongs to another version of the program. It stays in the studio.</numerusform>
            <numerusform>%n things of yours belong to another version of the program. They stay in the studio.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>UseDialog</name>
    <message numerus="yes">
        <source>The plan has %n weeks.</source>
        <translation>
            <numerusform>The plan has %n week.</numerusform>
            <numerusform>The plan has %n weeks.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The course has %n classes.</source>
        <translation>
            <numerusform>The course has %n class.</numerusform>
            <numerusform>The course has %n classes.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>WeekList</name>
    <message numerus="yes">
        <source>%n more</source>
        <translation>
            <numerusform>%n more</numerusform>
            <numerusform>%n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>WeekStrip</name>
    <message numerus="yes">
        <source>%n classes</source>
        <translation>
            <numerusform>%n class</numerusform>
            <numerusform>%n classes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Wording</name>
    <message numerus="yes">
        <source>born in %n wk</source>
        <translation>
            <numerusform>born in %n wk</numerusform>
            <numerusform>born in %n wk</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{age} · due in %n wk</source>
        <translation>
            <numerusform>{age} · due in %n wk</numerusform>
            <numerusform>{age} · due in %n wk</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>due in %n wk</source>
        <translation>
            <numerusform>due in %n wk</numerusform>
            <numerusform>due in %n wk</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n s ago</source>
        <translation>
            <numerusform>%n s ago</numerusform>
            <numerusform>%n s ago</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n min</source>
        <translation>
            <numerusform>%n min</numerusform>
            <numerusform>%n min</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n wk</source>
        <translation>
            <numerusform>%n wk</numerusform>
            <numerusform>%n wk</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n months</source>
        <translation>
            <numerusform>%n month</numerusform>
            <numerusform>%n months</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>_BooksExport</name>
    <message numerus="yes">
        <source>%n payments exported.</source>
        <translation>
            <numerusform>%n payment exported.</numerusform>
            <numerusform>%n payments exported.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>_CalendarExport</name>
    <message numerus="yes">
        <source>%n classes exported. Bring the file into your calendar.</source>
        <translation>
            <numerusform>%n class exported. Bring the file into your calendar.</numerusform>
            <numerusform>%n classes exported. Bring the file into your calendar.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>_EventsExport</name>
    <message numerus="yes">
        <source>%n events exported.</source>
        <translation>
            <numerusform>%n event exported.</numerusform>
            <numerusform>%n events exported.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>_ListExport</name>
    <message numerus="yes">
        <source>%n lines exported.</source>
        <translation>
            <numerusform>%n line exported.</numerusform>
            <numerusform>%n lines exported.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>_Saving</name>
    <message numerus="yes">
        <source>Choose a folder for %n drafts</source>
        <translation>
            <numerusform>Choose a folder for %n draft</numerusform>
            <numerusform>Choose a folder for %n drafts</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n drafts are saved. Send them from your mail program.</source>
        <translation>
            <numerusform>The draft is saved. Send it from your mail program.</numerusform>
            <numerusform>%n drafts are saved. Send them from your mail program.</numerusform>
        </translation>
    </message>
</context>
</TS>
