//! What a web site, an editor or a newspaper sets around a text: navigation trails, tool bars, counters,
//! credits, copyright lines, offers. Told by form; each line by itself.

use crate::words::Words;
use chuchu_text::is_blank;

/// Whether a line (without brackets before it) is a site's, an editor's or a scanner's own words.
pub(crate) fn is_furniture(words: &str) -> bool {
    let offered = || offers(words);
    opens(words)
        || is_credit(words)
        || is_trail(words)
        || is_tool_bar(words)
        || is_counter(words)
        || is_contact(words)
        || is_rights(words)
        || follows(words)
        || is_photographed(words)
        || is_index(words)
        || offered() == 2
        || names_site(words) && offered() == 1
}

/// Whether a line heads the titles of other texts.
pub(crate) fn heads_related(words: &str) -> bool {
    const HEADS: [&str; 12] = [
        "相关阅读",
        "相关新闻",
        "相关链接",
        "相关文章",
        "相关报道",
        "推荐阅读",
        "延伸阅读",
        "热门推荐",
        "热点推荐",
        "猜你喜欢",
        "最新文章",
        "更多阅读",
    ];
    let bare = words.trim_matches(|c: char| !c.is_alphanumeric());
    HEADS.contains(&bare)
}

/// How lines of a site or a scanner begin.
static OPENINGS: Words = Words::new(&[
    "版权声明",
    "免责声明",
    "声明：本",
    "特别声明",
    "转载请",
    "转载须",
    "未经授权",
    "未经许可",
    "上一篇",
    "下一篇",
    "上一页",
    "下一页",
    "返回首页",
    "返回顶部",
    "返回目录",
    "打印本页",
    "阅读原文",
    "相关阅读",
    "相关新闻",
    "相关链接",
    "推荐阅读",
    "延伸阅读：",
    "扫描二维码",
    "扫一扫",
    "扫码",
    "长按识别",
    "长按二维码",
    "点击下载",
    "点击查看",
    "客户端下载",
    "字号：",
    "字体：",
    "分享到",
    "分享让",
    "微信扫",
    "微信搜",
    "更多精彩",
    "温馨提示：",
    "欢迎下载",
    "附送：",
    "相关推荐",
    "相关文章",
    "相关报道",
    "更多相关",
    "更多热门",
    "热门推荐",
    "猜你喜欢",
    "本文来源：网",
    "本文地址",
    "本文链接",
    "收录于话题",
    "收录于合集",
    "关键字：",
    "分类：",
    "标签：",
    "文章来源网",
    "分享：",
    "收藏本",
    "关键字搜索",
    "主办单位：",
    "主办：",
    "承办单位：",
    "技术支持：",
]);

/// What sites say of what they offer.
static OFFERS: Words = Words::new(&[
    "欢迎阅读",
    "欢迎下载",
    "欢迎访问",
    "欢迎关注",
    "仅供参考",
    "收集整理",
    "整理发布",
    "搜集整理",
    "整理提供",
    "站内查找",
    "请移步",
    "更多优质",
    "范文网",
    "本文档由",
    "本文由",
    "本文档来",
    "本文来自",
    "来源于",
    "转载请注明",
    "公众号",
    "版权归",
    "如有侵权",
    "更多内容",
    "请关注",
    "敬请关注",
    "请登录",
    "下载本文",
    "网友上传",
    "网络收集",
    "希望对大家有帮助",
    "小编",
    "相关推荐",
    "精选范文",
    "热门文章",
    "侵权",
    "联系删除",
    "最新范文",
    "免费下载",
    "文库",
]);

/// Whether a line begins as lines of a site or a scanner do.
fn opens(words: &str) -> bool {
    OPENINGS.starts(words).is_some() || words.starts_with("TAG")
}

/// How much is offered in a line: nothing, something, or two and more things.
fn offers(words: &str) -> usize {
    let mut found = OFFERS.find(words).map(|(_, offer)| offer);
    let Some(first) = found.next() else { return 0 };
    if found.any(|offer| offer != first) { 2 } else { 1 }
}

/// Who worked on the page: 责任编辑：王某, 校对 李某, 制图：赵某.
fn is_credit(words: &str) -> bool {
    const ALWAYS: [&str; 2] = ["责任编辑", "责编"];
    const ROLES: [&str; 33] = [
        "编辑",
        "编 辑",
        "校对",
        "审核",
        "监制",
        "责任校对",
        "值班编辑",
        "实习编辑",
        "本期编辑",
        "本版编辑",
        "本版责编",
        "版面编辑",
        "栏目编辑",
        "网络编辑",
        "文字编辑",
        "美术编辑",
        "美编",
        "视觉",
        "制图",
        "摄影",
        "统筹",
        "策划",
        "初审",
        "复审",
        "终审",
        "一审",
        "二审",
        "三审",
        "编审",
        "编校",
        "录入",
        "排版",
        "供图",
    ];
    let labelled = |role: &str| {
        let rest = words.strip_prefix(role).map(|rest| rest.trim_start_matches(is_blank));
        rest.is_some_and(|rest| rest.starts_with(['：', ':', '/', '｜', '|', '丨']))
    };
    ALWAYS.iter().any(|role| words.starts_with(role)) || ROLES.iter().any(|role| labelled(role))
}

/// 首页 >> 新闻 >> 时政, 您现在的位置：首页 > 正文.
fn is_trail(words: &str) -> bool {
    const ARROWS: [char; 6] = ['>', '＞', '»', '›', '→', '≫'];
    if !words.contains(ARROWS) || words.contains(['。', '，', '；', '“']) {
        return false;
    }
    const LABELS: [&str; 5] = ["您现在的位置", "您的位置", "当前位置", "所在位置", "现在位置"];
    let labelled = LABELS.iter().any(|label| words.starts_with(label));
    let steps =
        || words.split(ARROWS).map(|step| step.trim_matches(is_blank)).filter(|step| !step.is_empty());
    let from_home =
        steps().next().is_some_and(|first| first.ends_with(['网', '页']) || first.ends_with("频道"));
    let enough = steps().count() >= if labelled || from_home { 2 } else { 3 };
    (labelled || enough) && steps().all(|step| step.chars().count() <= 20)
}

/// What can be pressed on a page.
const TOOLS: [&str; 50] = [
    "小字号",
    "点分享",
    "点收藏",
    "点点赞",
    "点在看",
    "中字号",
    "大字号",
    "字号",
    "字体",
    "字体大小",
    "打印",
    "打印本页",
    "打印文章",
    "关闭",
    "关闭窗口",
    "关闭本页",
    "收藏本文",
    "加入收藏",
    "设为首页",
    "分享到",
    "分享至",
    "纠错",
    "我要纠错",
    "复制链接",
    "返回",
    "返回列表",
    "返回首页",
    "返回顶部",
    "新浪微博",
    "微信好友",
    "朋友圈",
    "QQ空间",
    "手机看新闻",
    "发表评论",
    "我要评论",
    "网友评论",
    "查看评论",
    "联系我们",
    "网站地图",
    "关于我们",
    "网站声明",
    "友情链接",
    "法律声明",
    "用户登录",
    "网站首页",
    "本网首页",
    "下载客户端",
    "推荐给朋友",
    "推荐朋友",
    "订阅",
];

/// What stands beside it, and may be a word of its own elsewhere.
const BESIDE: [&str; 16] = [
    "大",
    "中",
    "小",
    "特大",
    "T",
    "A",
    "评论",
    "分享",
    "收藏",
    "微信",
    "微博",
    "推荐",
    "首页",
    "繁体",
    "简体",
    "无障碍",
];

/// 小字号 中字号 大字号, 【打印】【关闭】, 联系我们 | 网站地图: nothing but what can be pressed.
fn is_tool_bar(words: &str) -> bool {
    let parting =
        |c: char| is_blank(c) || c.is_ascii_punctuation() || "【】［］（）｜丨：、·＋－".contains(c);
    let keys = || words.split(parting).filter(|key| !key.is_empty());
    let all = keys().all(|key| TOOLS.contains(&key) || BESIDE.contains(&key));
    all && (keys().any(|key| TOOLS.contains(&key)) || keys().count() >= 3)
}

/// 点击数：1234, 浏览 356 次.
fn is_counter(words: &str) -> bool {
    const COUNTED: [&str; 13] = [
        "浏览次数",
        "浏览量",
        "浏览",
        "点击数",
        "点击量",
        "点击率",
        "点击",
        "阅读次数",
        "阅读量",
        "阅读数",
        "阅读",
        "访问量",
        "访问次数",
    ];
    let marks = |c: char| is_blank(c) || matches!(c, '：' | ':' | '[' | '【' | '（' | '(');
    let counts = |rest: &str| {
        let figures = rest.trim_start_matches(marks);
        figures.starts_with(|c: char| c.is_ascii_digit()) && rest.chars().count() <= 14
            || figures.is_empty() && rest.contains(['：', ':'])
    };
    COUNTED.iter().filter_map(|label| words.strip_prefix(label)).any(counts)
}

/// 记者证号：…, 新闻热线：…, 国内统一刊号 CN…: a label and a number.
fn is_contact(words: &str) -> bool {
    const LABELS: [&str; 19] = [
        "记者证号",
        "记者证",
        "新闻热线",
        "举报电话",
        "举报热线",
        "投稿邮箱",
        "投稿信箱",
        "联系电话",
        "联系方式",
        "邮发代号",
        "国内统一",
        "国际标准",
        "刊号",
        "电子邮箱",
        "E-mail",
        "邮箱",
        "邮编",
        "网址",
        "新闻登记证",
    ];
    const LONGEST: usize = 60;
    words.chars().nth(LONGEST).is_none()
        && LABELS.iter().any(|label| words.starts_with(label))
        && words.contains(|c: char| c.is_ascii_digit() || c == '@' || c == '.')
        && !words.contains('。')
}

/// Whose the text or the site is: ©, 版权所有, ICP备…号. Sites part the letters by blanks.
fn is_rights(words: &str) -> bool {
    const SIGNS: [&str; 14] = [
        "版权所有",
        "copyright",
        "allrightsreserved",
        "©",
        "icp备",
        "icp证",
        "公网安备",
        "备案号：",
        "备案序号",
        "未经书面授权",
        "未经授权",
        "违者必究",
        "请注明出处",
        "许可证编号：",
    ];
    // every sign holds one of these characters
    if !words.contains(['权', '©', '案', '者', '明', '许', '安'])
        && !words.bytes().any(|b| b.is_ascii_alphabetic())
    {
        return false;
    }
    let squeezed: String = words.chars().filter(|c| !is_blank(*c)).map(|c| c.to_ascii_lowercase()).collect();
    SIGNS.iter().any(|sign| squeezed.contains(sign))
}

/// 关注新华网, 关注我们的微信公众号: no sentence.
fn follows(words: &str) -> bool {
    const WHOM: [&str; 7] = ["网", "微信", "微博", "公众号", "客户端", "我们", "视频号"];
    words
        .strip_prefix("关注")
        .is_some_and(|rest| rest.chars().nth(12).is_none() && WHOM.iter().any(|whom| rest.ends_with(whom)))
}

/// 索引号：…, 发文字号：…: the table above an official document on a government's site.
fn is_index(words: &str) -> bool {
    const FIELDS: [&str; 12] = [
        "索引号",
        "主题分类",
        "发文机关",
        "发文字号",
        "成文日期",
        "公开方式",
        "公开日期",
        "公开范围",
        "效力状态",
        "信息名称",
        "信息索引",
        "有效性",
    ];
    FIELDS
        .iter()
        .filter_map(|field| words.strip_prefix(field))
        .any(|rest| rest.trim_start_matches(is_blank).starts_with(['：', ':']))
}

/// 新华社记者 王某 摄.
fn is_photographed(words: &str) -> bool {
    const LONGEST: usize = 30;
    let signed = words.trim_end_matches(['）', ')']);
    (signed.ends_with("摄") || signed.ends_with("摄影") || signed.ends_with("供图"))
        && (words.contains("记者") || words.contains("通讯员") || words.contains('图'))
        && words.chars().nth(LONGEST).is_none()
        && !words.contains(['，', '。'])
}

/// Whether an address of the web is named.
fn names_site(words: &str) -> bool {
    if !words.bytes().any(|b| matches!(b, b'.' | b':')) {
        return false;
    }
    let ends = [".com", ".net", ".cn", ".org", ".cc", ".vip", "www.", "http:", "https:"];
    ends.iter().any(|e| words.contains(e))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(lines: &[&str], expect: bool) {
        for line in lines {
            assert_eq!(is_furniture(line), expect, "{line}");
        }
    }

    #[test]
    fn trails_and_tool_bars_are_told() {
        check(
            &["首页>>新闻>>时政", "人民网>>理论", "您现在的位置：首页 > 党建 > 正文", "首页 » 学习 » 文章"],
            true,
        );
        check(
            &["小字号 中字号 大字号", "打印】【关闭】", "联系我们 | 网站地图 | 关于我们", "字号：大 中 小"],
            true,
        );
        check(&["甲 > 乙", "生产力>生产关系，不对", "大 中 小学"], false);
    }

    #[test]
    fn credits_counters_and_rights_are_told() {
        check(&["责编：王某", "责任校对：李某", "点击数：1234", "浏览 356 次", "记者证号：G11"], true);
        check(&["版 权 所 有 ，不得转载", "Copyright © 1997-2020 by www.abc.com", "京ICP备05000001号"], true);
        check(&["关注某某网", "新华社记者 王某 摄", "扫一扫在手机打开"], true);
        check(&["索引号：000014349/2019　主题分类：水利", "点分享 点收藏 点在看"], true);
        check(&["第二条 违反规定，未在主页上标明经营许可证编号的，责令改正。"], false);
        check(&["关注民生，改善民生", "编辑部的故事", "阅读是一种享受", "策划工作要早", "点击鼠标"], false);
    }
}
