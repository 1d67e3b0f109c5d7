//! Characters that are printed for each other, because they look or sound alike. Our own compilation from the
//! shapes of the characters, after simplification; only characters that occur in names of presses and periodicals.

/// Groups of characters that look alike.
const SHAPES: &str = "人入八 民氏 版板扳坂贩报 出岀击 社杜肚 学字孚 献猷南 书收节 未末 己已巳 士土 大太犬 日曰目 天夭无 千干于 文丈义又 \
史吏 央夹 电申由甲田 育肓 教孜 科料 济挤 经轻径 技枝 术木本 华毕 商高 务备 印卬 馆管倌 局居周 店占 古占右 籍藉 北比 京亨 河何 湖潮 \
江汪 苏芬 浙淅 陕陜峡 辽迂 宁丁 黑墨 龙尤 广厂 东车 四西 徽微 福副 建健 责贵 州洲 甘廿 青清 新祈 疆彊 藏臧 津律 中申 国囯圆 共其 \
党堂 政攻 检捡 察寨 音昔 乐东 交文 邮由 农衣 业亚 林材 水永 利刊 力刀 能熊 源原 理埋 石右 油抽 铁跌 航肮 空控 化北 工土 军车 放故 \
反友 谊宜 世也 界介 知智 识织 论沦 评坪 历厉 代伐 思恩 克兑 马乌 主王 研硏妍 究穷 光先 明朋 报扱 时吋 晨震 晚挽 月用 刊刋 求术 是昰 \
红江 旗旂 解觧 学孝 期朝 物牧 考老 管菅 现观 际标 问间 题提 系糸 外处 交父 国围 家冢 部陪 会全 关天 美羊 术朮 画划 报极 少小 儿几 \
童重 师帅 范苑 财材 贸货 师归 体休 委季 编偏 译泽 译择 辞辟 典曲 海悔侮每 浪狼 青靑 春舂 风凤 凰鳳 岳缶 麓簏 商啇 务雾 三二 联眹 \
读续 活话 生主 知如 巴巳 蜀罗 齐济 鲁曾 黄横 山出 岭领 南男 安按 徽徵 复夏 旦且 复覆 湘相 潭谭 湾弯 台合 港巷 澳奥 厦夏 门们 贵责 \
云去 兰三 西酉 方万 正止 局启 世卋 界畍 党常 务力 建廷 设没 法洁 制刷 律建 群郡 众从 警擎 官宫 长张 征证 昆崑 仑伦 战站 士仕 海诲 \
洋样 气汽 象像 地他 质贡 测侧 绘给 图圆 冶治 金全 属厲 机饥 械诫 电龟 子予 兵乒 器哭 原厚 能态 轻经 纺仿 织识";

/// Groups of characters that sound alike, as input methods confuse them.
const SOUNDS: &str = "社舍射 献现线县 人仁 民名明 出初处 版办 教校较 育玉域 科课 学雪 技计际济 术书 文闻 史使 央秧 华化 商上 务物 \
印引 馆管 局剧 店电 古故 籍集级 京经 河合 湖胡 江将 浙这 建见 州周舟 青清轻 新心 国过 共公工 党当 政正证 法发 律率 检简 察查 音因 \
邮油 农浓 业页叶 林临 水睡 理里立 利力历 石时实识 研言沿 究九久 论轮 评平 报抱 光广 明名 日曰 时实 月阅 求球 是世事 红宏 期其齐 \
物务 中种 代带 思斯 世是 际纪 问文 社设 会汇 济记 主注 义议意 大达 东冬 北背 南男 山删 师诗 范犯 译艺 艺义 辞词 海还 外歪 语雨 \
三山 联连 生声 活货 知之 少绍 儿而 童同 美每 画话 音印 乐月 体提 育语 卫未 生省 交教 通同 铁贴 道到 军君 事世 解借 放访";

/// Whether two characters are known to be printed for each other.
pub(super) fn alike(a: char, b: char) -> bool {
    let together =
        |groups: &str| groups.split_whitespace().any(|group| group.contains(a) && group.contains(b));
    together(SHAPES) || together(SOUNDS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shapes_and_sounds() {
        assert!(alike('入', '人') && alike('版', '板') && alike('献', '现'));
        assert!(!alike('江', '广') && !alike('苏', '西'));
    }
}
