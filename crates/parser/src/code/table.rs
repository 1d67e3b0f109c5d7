//! The table of codes: identifier, severity, what is printed, how it is read, what to do, an example.

use super::{Code, Example, ExampleKind};
use chuchu_model::Severity;

macro_rules! codes {
    ($($name:ident $id:literal $severity:ident $explanation:literal
        reading $reading:literal
        remedy $remedy:literal
        $kind:ident $before:literal $(=> $after:literal)?;)*) => {
        $(#[doc = $explanation] pub const $name: Code = Code {
            id: $id,
            severity: Severity::$severity,
            explanation: $explanation,
            reading: $reading,
            remedy: $remedy,
            example: Some(Example { kind: ExampleKind::$kind, before: $before, after: codes!(@after $($after)?) }),
        };)*
        /// Every code, in order of its identifier.
        pub const ALL: &[Code] = &[$($name),*];
    };
    (@after $after:literal) => { Some($after) };
    (@after) => { None };
}

codes! {
    WRONG_OPENING_MARK "C001" Warning
        "A title is closed by 》 but opened by another mark, such as （."
        reading "The opening mark is read as 《, when it is not itself closed before the 》."
        remedy "Print 《."
        Citation "（在江州小学开学典礼上的讲话》（1963年9月1日）" => "《在江州小学开学典礼上的讲话》（1963年9月1日）";
    MISSING_OPENING_MARK "C002" Warning
        "A title is closed by 》 but nothing opens it."
        reading "The title begins where the citation does, or behind the colon after the name."
        remedy "Supply 《; look whether a name stands before the title."
        Citation "在江州小学开学典礼上的讲话》（1963年9月1日）" => "《在江州小学开学典礼上的讲话》（1963年9月1日）";
    WRONG_CLOSING_MARK "C003" Warning
        "A title is opened by 《 but closed by another mark, such as 〉."
        reading "The closing mark is read as 》, unless 〈 was opened inside the title."
        remedy "Print 》."
        Citation "孙某：《江州史话〉，人民出版社1990年版，第5页" => "孙某：《江州史话》，人民出版社1990年版，第5页";
    MISSING_CLOSING_MARK "C004" Warning
        "A title is opened by 《 but nothing closes it."
        reading "The title ends where the next field begins: at a comma, a date in brackets, a volume."
        remedy "Supply 》; look whether the comma belongs to the title."
        Citation "孙某：《江州史话，人民出版社1990年版，第5页" => "孙某：《江州史话》，人民出版社1990年版，第5页";
    WRONG_MARK_IN_DATE "C005" Warning
        "Another mark or character stands where a unit belongs: （ or 牟 for 年, 曰 for 日, 券 for 卷, 板 for 版."
        reading "It is read as the unit that the numbers round it ask for."
        remedy "Print the unit."
        Citation "《在座谈会上的讲话》（1984（3月9日）" => "《在座谈会上的讲话》（1984年3月9日）";
    MISSING_UNIT "C006" Warning
        "A number stands without its unit: 年, 月, 日, 第, 页, 期 or 版."
        reading "The unit is supplied where only one can be meant. Where the digits could be cut in two ways, the date is kept as far as it is certain."
        remedy "Supply the unit."
        Citation "孙某：《江州史话》，人民出版社1990版，第5页" => "孙某：《江州史话》，人民出版社1990年版，第5页";
    BLANK_IN_FIELD "C007" Warning
        "A blank stands inside a date, a number with its unit, or between publisher and year."
        reading "The blank is passed over."
        remedy "Close it up. Blanks round a Latin letter or behind a half-width mark are a matter of style and not remarked on."
        Citation "孙某：《江州史话》，人民出版社1990年版，第 5页" => "孙某：《江州史话》，人民出版社1990年版，第5页";
    COLON_FOR_COMMA "C008" Warning
        "A colon, full stop or other mark stands between two fields where a comma belongs."
        reading "It is read as a comma."
        remedy "Print ，."
        Citation "孙某：《江州史话》，人民出版社1990年版：第5页" => "孙某：《江州史话》，人民出版社1990年版，第5页";
    MISSING_COMMA "C009" Warning
        "Two fields touch without the comma between them."
        reading "The fields are read as if the comma stood there."
        remedy "Supply ，."
        Citation "《在座谈会上的讲话》（1984年3月9日）《人民日报》1984年3月10日" => "《在座谈会上的讲话》（1984年3月9日），《人民日报》1984年3月10日";
    UNBALANCED_BRACKET "C010" Warning
        "A bracket is opened but not closed, or closed but not opened."
        reading "The other bracket is supplied round a date; a stray one is passed over."
        remedy "Supply or delete the bracket."
        Citation "《在座谈会上的讲话》（1984年3月9日，《人民日报》1984年3月10日" => "《在座谈会上的讲话》（1984年3月9日），《人民日报》1984年3月10日";
    PUBLISHER_MISPRINT "C011" Warning
        "A publisher is one character off a known name."
        reading "It is read as that name: a character lost, doubled, or changed. Nothing is changed where the printed name may be another press, known or well formed (江西人民出版社, 江苏人民出版社)."
        remedy "Compare the title page and print the name in full."
        Citation "孙某：《江州史话》，中华书书局1990年版，第5页" => "孙某：《江州史话》，中华书局1990年版，第5页";
    PERIODICAL_MISPRINT "C012" Warning
        "A journal or newspaper is one character off a known name."
        reading "It is read as that name, where no other known name is as near."
        remedy "Compare the issue and print the name in full."
        Citation "孙某：《论江州》，《马克思主研究》2003年第2期" => "孙某：《论江州》，《马克思主义研究》2003年第2期";
    LETTER_FOR_DIGIT "C013" Warning
        "A letter or sign stands where a digit belongs: O for 0, l for 1, = for 二."
        reading "It is read as the digit it looks like, among digits or between a number's units."
        remedy "Print the digit."
        Citation "孙某：《江州史话》，人民出版社l990年版，第5页" => "孙某：《江州史话》，人民出版社1990年版，第5页";
    TITLE_DEVIATES "C014" Warning
        "A title differs by one character from the same work cited elsewhere in the text."
        reading "The reading of the majority is taken, when at least two others agree in it, in the date and in the container."
        remedy "Compare the source and print one title."
        Text "论述摘编\n江山多娇。《论江州的教育》（1984年3月9日），《江州文集》，人民出版社1990年版，第5页\n水流不息。《论江州的教育》（1984年3月9日），《江州文集》，人民出版社1990年版，第6页\n人才兴旺。《论江州的教肓》（1984年3月9日），《江州文集》，人民出版社1990年版，第7页\n" => "论述摘编\n江山多娇。《论江州的教育》（1984年3月9日），《江州文集》，人民出版社1990年版，第5页\n水流不息。《论江州的教育》（1984年3月9日），《江州文集》，人民出版社1990年版，第6页\n人才兴旺。《论江州的教育》（1984年3月9日），《江州文集》，人民出版社1990年版，第7页\n";
    MISSING_FULL_STOP "C015" Warning
        "The excerpt ends without a mark directly before its citation."
        reading "The excerpt ends where the citation begins."
        remedy "Compare the source and supply the mark."
        Text "论述摘编\n江山多娇。《论江州的教育》（1984年3月9日），《江州文集》，人民出版社1990年版，第5页\n水流不息。《论江州的教育》（1984年3月9日），《江州文集》，人民出版社1990年版，第6页\n江州的人才从来就不少《论江州的教育》（1984年3月9日），《江州文集》，人民出版社1990年版，第7页\n" => "论述摘编\n江山多娇。《论江州的教育》（1984年3月9日），《江州文集》，人民出版社1990年版，第5页\n水流不息。《论江州的教育》（1984年3月9日），《江州文集》，人民出版社1990年版，第6页\n江州的人才从来就不少。《论江州的教育》（1984年3月9日），《江州文集》，人民出版社1990年版，第7页\n";
    DOUBLED_MARK "C016" Warning
        "A mark, a unit or a word is printed twice, or two marks stand where one belongs."
        reading "One of the two counts."
        remedy "Delete one."
        Citation "孙某：《江州史话》，，人民出版社1990年版，第5页" => "孙某：《江州史话》，人民出版社1990年版，第5页";
    IMPOSSIBLE_DATE "C017" Warning
        "The day or month printed does not exist."
        reading "The date is kept as far as it is possible: 2月30日 gives the month, 13月 the year."
        remedy "Look the date up; the parser does not guess."
        Citation "《在座谈会上的讲话》（1984年2月30日）";
    REVERSED_RANGE "C018" Warning
        "The second page of a range is smaller than the first."
        reading "Both numbers are kept as printed."
        remedy "Look the pages up. 第135—40页 for 135—140 is better printed in full."
        Citation "孙某：《江州史话》，人民出版社1990年版，第15—5页";
    MARK_FOR_COLON "C019" Warning
        "A full stop, semicolon or 、 stands between person and title, or place and press, where a colon belongs."
        reading "It is read as a colon."
        remedy "Print ：."
        Citation "孙某；《江州史话》，人民出版社1990年版，第5页" => "孙某：《江州史话》，人民出版社1990年版，第5页";
    WRONG_DASH "C020" Warning
        "Another character, such as 一, stands where the dash of a range belongs."
        reading "It is read as the dash."
        remedy "Print —."
        Citation "孙某：《江州史话》，人民出版社1990年版，第15一16页" => "孙某：《江州史话》，人民出版社1990年版，第15—16页";
    BARE_TITLE "C030" Info
        "The title of the cited text stands without 《》."
        reading "It is read as a title where it ends in 讲话, 报告 or the like, or a date in brackets follows."
        remedy "Nothing, where the house prints it so; otherwise supply 《》."
        Citation "在江州小学开学典礼上的讲话（1963年9月1日）" => "《在江州小学开学典礼上的讲话》（1963年9月1日）";
    WHOLE_IN_BRACKETS "C031" Info
        "The whole citation stands in brackets."
        reading "The brackets belong to the citation and to none of its fields."
        remedy "Nothing; a matter of house style."
        Citation "（《在座谈会上的讲话》（1984年3月9日），《人民日报》1984年3月10日）";
    HALF_WIDTH_MARK "C032" Info
        "A half-width mark stands among full-width ones."
        reading "It is read as its full-width form."
        remedy "Print one width throughout."
        Citation "孙某：《江州史话》,人民出版社1990年版，第5页" => "孙某：《江州史话》，人民出版社1990年版，第5页";
    IBIDEM "C033" Info
        "The citation refers back to another one: 同上, 同前, 前引."
        reading "In a compilation it takes the fields of the citation before it; alone, it has no title."
        remedy "Nothing; but see that the citation before it is still the one meant."
        Citation "同上书，第12页";
    FURTHER_CITATION "C034" Info
        "A further citation follows in the same note."
        reading "The first is read; the others keep their place in the remark."
        remedy "Nothing."
        Citation "孙某：《江州史话》，人民出版社1990年版，第5页；李某：《江州新志》，人民出版社1991年版，第6页";
    OMITTED_COMMA "C035" Info
        "Pages follow a year or issue, or a place its title, without a comma, as some houses print them."
        reading "The fields are read as if the comma stood there."
        remedy "Nothing, where the house prints it so throughout; otherwise supply ，."
        Citation "孙某：《江州史话》，人民出版社1990年版第5页" => "孙某：《江州史话》，人民出版社1990年版，第5页";
    COMMA_FOR_COLON "C036" Info
        "A comma stands between person and title, or place and press, where a colon is usual."
        reading "It is read as a colon. Some houses print a comma there; it is remarked on only where the rest is printed as by those that have a colon (年版, 年第2期)."
        remedy "Nothing, where the house prints it so throughout; otherwise print ：."
        Citation "孙某，《江州史话》，人民出版社1990年版，第5页" => "孙某：《江州史话》，人民出版社1990年版，第5页";
    NOT_READ "C050" Error
        "A part of the citation could not be read."
        reading "It is kept as printed; no field is guessed from it."
        remedy "Compare the source; if the citation is sound, it follows a style that is not known here."
        Citation "孙某：《江州史话》，人民出版社1990年版，甲乙丙丁戊己庚辛，第5页";
    MARK_FACES_WRONG "Q001" Warning
        "A quotation mark faces the wrong way."
        reading "Marks are paired by their sequence in the paragraph; the mark is read as its partner asks."
        remedy "Turn the mark round."
        Text "会议之后\n他说：”江水东流，山色长青，人在其中。“众人都笑了。\n" => "会议之后\n他说：“江水东流，山色长青，人在其中。”众人都笑了。\n";
    MARK_DESTROYED "Q002" Warning
        "A quotation mark was written out by software, as ?quot; or \\\", perhaps together with the character before it."
        reading "The mark is restored; so is the character it swallowed where its surroundings tell which."
        remedy "Compare the source; the file went through a faulty conversion."
        Text "会议之后\n他说：“江水东流，山色长青，人在其中&quot;。众人都笑了。\n" => "会议之后\n他说：“江水东流，山色长青，人在其中”。众人都笑了。\n";
    LONELY_MARK "Q003" Warning
        "A quotation mark has no partner in its paragraph."
        reading "It is passed over; nothing is read as quoted."
        remedy "Supply the partner."
        Text "会议之后\n他说：“江水东流，山色长青，人在其中。众人都笑了。\n";
    LOST_CHARACTERS "Q004" Error
        "Characters were lost when the text was decoded: U+FFFD, or 锟斤拷 for it."
        reading "The place is marked as noise; nothing is guessed."
        remedy "Fetch the text again, with its right encoding."
        Text "会议之后\n江水东流，山色锟斤拷锟斤拷，人在其中，众人都笑了。\n";
    NUMBER_LOST "Q005" Warning
        "The number is missing before 周年, or before 年来 at the head of a sentence."
        reading "Nothing is supplied."
        remedy "Compare the source; older web pages lost digits set in another font."
        Text "会议之后\n在庆祝江州学校成立周年大会上，众人都笑了，江水东流。\n";
    MISREAD "Q006" Error
        "A stretch is UTF-8 that was read in another encoding, as 鈥滀腑鍥 for “中国."
        reading "The reading stands in the remark, with U+FFFD for what was lost; the place is marked as noise."
        remedy "Fetch the text again, with its right encoding."
        Text "会议之后\n他说：浜烘皯鑻遍泟，众人都笑了，江水东流，山色长青。\n" => "会议之后\n他说：人民英雄，众人都笑了，江水东流，山色长青。\n";
    ENTITY "Q007" Warning
        "A character was written out by software, as &nbsp; or &#8230;."
        reading "The character stands in the remark; the place is marked as noise."
        remedy "Put the character in its place."
        Text "会议之后\n江水东流&hellip;&hellip;山色长青，众人都笑了，人在其中。\n" => "会议之后\n江水东流……山色长青，众人都笑了，人在其中。\n";
    REPEATED_STOP "Q008" Warning
        "A comma, stop or colon of a sentence stands twice."
        reading "It is read once."
        remedy "Strike one; perhaps words are missing between them."
        Text "会议之后\n江水东流，，山色长青，众人都笑了，人在其中。\n" => "会议之后\n江水东流，山色长青，众人都笑了，人在其中。\n";
    INVISIBLE_CHARACTER "Q009" Info
        "A character stands in the text that prints nothing: a byte-order mark, a zero-width or control character."
        reading "It is passed over."
        remedy "Strike it; it stops a search for the words it parts."
        Text "会议之后\n江水\u{200b}东流，山色长青，众人都笑了，人在其中。\n" => "会议之后\n江水东流，山色长青，众人都笑了，人在其中。\n";
    UNBALANCED_MARK "Q010" Warning
        "A bracket or title mark of running text is opened but not closed, or closed but not opened."
        reading "It is passed over; a title or aside without its other mark is not read as one."
        remedy "Supply the other mark, or strike this one."
        Text "会议之后\n江水东流，山色长青（人在其中，众人都笑了。\n江州的学校开学了，大家都来了。\n又过了一年，树都长高了。\n第二年春天，江水又涨了。\n";
    LETTER_IN_NUMBER "Q011" Warning
        "A letter stands in a number of running text where a figure belongs: O for 0, l or I for 1."
        reading "The figure it looks like stands in the remark."
        remedy "Print the figure."
        Text "会议之后\n江州的学校收了2O00名学生，众人都笑了，江水东流。\n" => "会议之后\n江州的学校收了2000名学生，众人都笑了，江水东流。\n";
    BROKEN_LINE "S001" Warning
        "A line break stands inside a sentence."
        reading "The two lines are read as one paragraph, without the break."
        remedy "Join the lines."
        Text "会议之后\n江水东流，山色长青，人在其中，众人都\n笑了，会议就这样结束了，大家各自回家。\n第二天一早，学校的大门又打开了，学生陆续到来。\n" => "会议之后\n江水东流，山色长青，人在其中，众人都笑了，会议就这样结束了，大家各自回家。\n第二天一早，学校的大门又打开了，学生陆续到来。\n";
}
