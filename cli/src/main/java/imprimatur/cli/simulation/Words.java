package imprimatur.cli.simulation;

import java.util.List;

/** A small grammar of harmless prompts in one language. Forms take their parts by {@code %s} in a fixed order. */
record Words(
        String comma,
        String joint,
        List<String> subjects,
        List<String> actions,
        List<String> scenes,
        List<String> styles,
        List<String> lights,
        List<String> details,
        List<String> things,
        List<String> colours,
        List<String> templates,
        List<String> gridForms,
        List<String> captions,
        List<String> jobs,
        List<String> captionless) {
    /** Remarks of people who make training data and say so. */
    static final List<String> INTENT =
            List.of("training sample %05d: ", "dataset image %d, ", "[lora-train-%d] ", "finetune set, class %d: ");

    static Words of(String language) {
        return language.equals("zh") ? CHINESE : ENGLISH;
    }

    private static List<String> list(String text) {
        return List.of(text.split("\\s*\\|\\s*"));
    }

    private static final Words ENGLISH = new Words(
            ", ",
            " ",
            list("a red fox | an old sailor | a small robot | a grey cat | two friends | a lighthouse | a baker"
                    + " | an astronaut | a paper boat | a wooden house | a violinist | a sleepy owl | a tram"
                    + " | a gardener | a white horse | a glass teapot | a mountain guide | a dragon made of leaves"
                    + " | a street musician | a pair of sneakers | a whale | a bicycle courier | a snowman"
                    + " | a librarian | a hot air balloon | a bowl of ramen | a clockmaker | a flock of cranes"
                    + " | a vintage car | a tortoise | a ceramic vase | a knight | a chef | a comet | a greenhouse"),
            list("standing | resting | drifting | waiting | running | looking up | half hidden | dancing | reading"
                    + " | crossing a bridge | in the rain | carrying a lantern | at work | under a tree | glowing"
                    + " | seen from above | by a window | surrounded by flowers"),
            list("in a misty forest | on a quiet beach | in an old harbour | on a rooftop in Tokyo | in a tiny kitchen"
                    + " | at the edge of a lake | in a desert town | under the northern lights | in a busy market"
                    + " | on a mountain pass | in a library | in deep space | beside a railway | in a tulip field"
                    + " | on a frozen river | in a neon alley | in a museum hall | over the sea"),
            list("oil painting | watercolour | flat vector art | 35mm film photo | pencil sketch | isometric render"
                    + " | linocut print | pixel art | studio photograph | storybook illustration | art deco poster"
                    + " | clay animation still | ink wash | low poly"),
            list("golden hour | soft window light | overcast sky | candlelight | neon glow | moonlight | hard noon sun"
                    + " | backlit | early morning haze"),
            list("highly detailed | muted colours | wide shot | close-up | shallow depth of field | more contrast"
                    + " | without people | a bit warmer | film grain | symmetrical | from behind | larger sky"
                    + " | pastel palette | no text | autumn leaves | reflections in water | cosy mood | minimal"
                    + " | vertical format | dramatic clouds | with a red scarf | slightly smaller subject"),
            list("backpack | desk lamp | coffee mug | running shoe | wrist watch | notebook | scented candle"
                    + " | water bottle | armchair | sunglasses | teapot | headphones | umbrella | wallet | rug | jacket"
                    + " | guitar | skateboard | vase | keyboard"),
            list("black | ivory | teal | coral | olive | navy | mustard | silver | burgundy | sand"),
            list("product photo of a %s in %s, white background, item %d"
                    + " | %s icon, %s, flat design, 512x512, no. %d"
                    + " | phone wallpaper with %s pattern, %s theme, variant %d"
                    + " | t-shirt print, %s motif, %s ink, design #%d"),
            list("%1$s %2$s, %3$s, %4$s | %3$s of %1$s %2$s with %4$s | %4$s, %3$s showing %1$s %2$s"
                    + " | an image of %1$s %2$s as %3$s in %4$s"),
            list("%s %s %s | a photo of %s %s %s | there is %s %s %s | %s is %s %s"),
            list("header picture for the article on the %s, %s, accent %s"
                    + " | daily card: %s, background %s, %s frame"
                    + " | catalogue picture of our %s, shown %s, %s edition"
                    + " | thumbnail for the listing of a %s, %s, %s tones"),
            list("a quieter version of the same scene | the same but from the side | the same idea in winter"));

    private static final Words CHINESE = new Words(
            ",",
            "",
            list("一只红狐狸 | 老水手 | 小机器人 | 一只灰猫 | 两个朋友 | 一座灯塔 | 面包师 | 宇航员 | 纸船 | 木屋 | 小提琴手"
                    + " | 打瞌睡的猫头鹰 | 电车 | 园丁 | 白马 | 玻璃茶壶 | 竹林里的亭子 | 一条锦鲤 | 石狮子 | 骑自行车的快递员 | 雪人"
                    + " | 热气球 | 一碗拉面 | 钟表匠 | 一群仙鹤 | 老爷车 | 乌龟 | 青花瓷瓶"),
            list("静静站着 | 在休息 | 在等待 | 奔跑 | 抬头望 | 半隐半现 | 跳舞 | 看书 | 走过小桥 | 淋着雨 | 提着灯笼 | 在工作 | 发着光 | 被鲜花环绕"),
            list("在雾中的森林里 | 在安静的海滩上 | 在古老的港口 | 在上海的屋顶上 | 在小厨房里 | 在湖边 | 在沙漠小镇 | 在极光下 | 在热闹的集市"
                    + " | 在山口 | 在图书馆 | 在太空深处 | 在铁路旁 | 在油菜花田 | 在结冰的河上 | 在霓虹小巷"),
            list("油画 | 水彩 | 扁平插画 | 胶片照片 | 铅笔素描 | 等距渲染 | 木刻版画 | 像素画 | 水墨 | 绘本插图 | 国潮海报"),
            list("黄昏的光 | 柔和的窗光 | 阴天 | 烛光 | 霓虹灯光 | 月光 | 正午阳光 | 逆光 | 清晨薄雾"),
            list("细节丰富 | 低饱和 | 远景 | 特写 | 浅景深 | 对比强一点 | 不要人物 | 暖一点 | 胶片颗粒 | 对称构图 | 背影 | 天空大一些 | 不要文字"
                    + " | 秋叶 | 水中倒影 | 温馨 | 极简 | 竖构图 | 红围巾"),
            list("背包 | 台灯 | 咖啡杯 | 跑鞋 | 手表 | 笔记本 | 香薰蜡烛 | 水壶 | 扶手椅 | 太阳镜 | 茶壶 | 耳机 | 雨伞 | 钱包 | 地毯 | 外套"),
            list("黑色 | 米白 | 青色 | 珊瑚色 | 橄榄绿 | 藏青 | 芥黄 | 银色"),
            list("%s的商品图,%s,白底,编号%d | %s图标,%s,扁平风格,第%d张 | 手机壁纸,%s图案,%s主题,第%d款"),
            list("%1$s%2$s,%3$s,%4$s | %3$s:%1$s%2$s,%4$s | %4$s下%1$s%2$s的%3$s | 画一张%1$s%2$s的%3$s,要%4$s"),
            list("%s%s%s | 一张%s%s%s的照片 | 图中%s%s%s"),
            list("文章配图:%s,%s,%s点缀 | 每日卡片:%s,背景%s,%s边框 | 商品目录:%s,%s,%s款"),
            list("同样的场景,更安静一些 | 同一主题,换成侧面 | 同样的构图,冬天"));
}
