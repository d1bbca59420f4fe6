"""Chinese signs of names: the traditional and the simplified one, and how Hong Kong spells them.

Only signs that names are made of, by hand: the pairs as in Unicode's Unihan database (kSimplifiedVariant),
the spellings as families keep them, without tones (not Jyutping).
"""

from typing import Final

# Traditional, simplified.
_PAIRS: Final = """
    黃黄 峯峰 羣群 靑青 眞真 愛爱 貝贝 備备 畢毕 邊边 賓宾 財财 燦灿 倉仓 滄沧 產产 長长 嘗尝 暢畅 車车
    陳陈 稱称 誠诚 馳驰 沖冲 寵宠 鄒邹 傳传 純纯 從从 聰聪 達达 單单 黨党 鄧邓 燈灯 點点 電电 東东 棟栋
    鬥斗 獨独 篤笃 對对 爾尔 發发 範范 飛飞 豐丰 風风 鋒锋 鳳凤 馮冯 婦妇 復复 蓋盖 剛刚 鋼钢 個个 鞏巩
    貢贡 溝沟 顧顾 關关 觀观 廣广 歸归 貴贵 國国 漢汉 賀贺 紅红 後后 護护 華华 畫画 懷怀 歡欢 還还 煥焕
    匯汇 會会 輝辉 機机 積积 極极 計计 濟济 繼继 紀纪 際际 繫系 賈贾 價价 艱艰 簡简 劍剑 漸渐 薦荐 將将
    蔣蒋 獎奖 嬌娇 傑杰 潔洁 結结 節节 進进 錦锦 經经 驚惊 競竞 淨净 靜静 鏡镜 舊旧 舉举 鉅钜 軍军 駿骏
    凱凯 開开 閣阁 課课 寬宽 況况 礦矿 來来 賴赖 藍蓝 蘭兰 樂乐 淚泪 離离 禮礼 裡里 歷历 麗丽 連连 蓮莲
    聯联 練练 戀恋 糧粮 兩两 遼辽 療疗 鄰邻 臨临 靈灵 嶺岭 領领 劉刘 龍龙 樓楼 婁娄 盧卢 魯鲁 陸陆 錄录
    亂乱 倫伦 羅罗 呂吕 綠绿 馬马 買买 邁迈 麥麦 滿满 貓猫 門门 夢梦 彌弥 綿绵 廟庙 滅灭 閩闽 銘铭 謀谋
    畝亩 納纳 難难 腦脑 鳥鸟 聶聂 寧宁 農农 諾诺 歐欧 盤盘 龐庞 賠赔 鵬鹏 騙骗 貧贫 蘋苹 憑凭 齊齐 騎骑
    啟启 氣气 遷迁 錢钱 潛潜 強强 牆墙 橋桥 喬乔 親亲 欽钦 輕轻 傾倾 慶庆 瓊琼 窮穷 區区 權权 勸劝 確确
    讓让 饒饶 熱热 榮荣 潤润 賽赛 喪丧 殺杀 紹绍 紳绅 審审 聖圣 勝胜 師师 詩诗 實实 識识 時时 勢势 壽寿
    書书 術术 樹树 雙双 順顺 說说 碩硕 絲丝 鬆松 頌颂 蘇苏 雖虽 歲岁 孫孙 瑣琐 態态 譚谭 湯汤 濤涛 騰腾
    題题 體体 條条 鐵铁 廳厅 聽听 頭头 圖图 團团 萬万 網网 韋韦 偉伟 維维 衛卫 溫温 聞闻 問问 烏乌 鄔邬
    無无 吳吴 務务 霧雾 錫锡 習习 戲戏 俠侠 賢贤 閒闲 顯显 憲宪 縣县 獻献 鄉乡 詳详 響响 項项 嘯啸 蕭萧
    曉晓 協协 謝谢 寫写 興兴 許许 緒绪 續续 軒轩 選选 學学 勳勋 尋寻 訓训 遜逊 亞亚 嚴严 鹽盐 顏颜 楊杨
    揚扬 陽阳 養养 樣样 堯尧 遙遥 瑤瑶 葉叶 業业 醫医 儀仪 義义 藝艺 億亿 憶忆 議议 譯译 異异 陰阴 銀银
    飲饮 隱隐 穎颖 應应 瑩莹 營营 贏赢 詠咏 優优 憂忧 遊游 魚鱼 與与 語语 預预 譽誉 淵渊 員员 園园 圓圆
    遠远 願愿 約约 躍跃 嶽岳 雲云 運运 韻韵 雜杂 載载 贊赞 棗枣 澤泽 擇择 贈赠 戰战 張张 趙赵 鎮镇 貞贞
    針针 偵侦 陣阵 爭争 鄭郑 證证 織织 職职 執执 紙纸 誌志 製制 質质 鐘钟 鍾钟 終终 種种 眾众 晝昼 諸诸
    豬猪 築筑 專专 磚砖 轉转 莊庄 裝装 壯壮 狀状 資资 總总 縱纵 鑽钻
"""
_SIMPLIFIED: Final = str.maketrans({pair[0]: pair[1] for pair in _PAIRS.split()})

# A spelling, and the simplified signs that are spelled so.
_SPELLED: Final = """
    au=区欧 chak=泽 chan=陈灿赞 cheng=郑 cheong=昌 cheung=张祥翔长 chi=之志智芝慈池 chim=詹
    cheuk=卓焯 ching=晴清静正贞政青精程呈 chiu=超昭 choi=蔡彩才财材 chong=庄 chow=周邹 chu=朱 chuen=全泉传川
    chui=崔翠 chun=珍俊进晋骏春 chung=钟松忠聪仲宗重颂 fai=辉 fan=范 fok=霍 fong=方芳 fu=傅富夫辅
    fuk=福 fung=冯锋峰凤风 ha=夏霞 hang=杏行恒衡幸 hau=侯 hei=希熙喜禧起 heung=香向 hing=兴庆卿
    ho=何浩豪可好 hoi=海凯开 hok=学鹤 hon=汉瀚韩翰 hong=康 hui=许 hung=洪孔雄红虹鸿熊 ka=家嘉
    kam=甘 kan=简根勤 kei=琦基其 keung=强 ki=琪 kin=健建坚 king=琼敬景镜劲竞 kit=杰洁 ko=高 kong=江
    koo=古顾 kot=葛 kuen=权娟 kung=龚 kwai=桂贵葵归 kwun=冠官观 kwan=关君群昆坤 kwok=郭国 kwong=光广
    lai=赖黎丽礼励 lam=林琳霖岚 lan=兰 lap=立 lau=刘 law=罗 lee=李 leung=梁良亮 lik=力历
    ling=凌玲灵 liu=廖 lo=卢路露鲁劳老 lok=乐洛 lui=雷吕 luk=陆绿六禄 lung=龙隆 ma=马 mak=麦
    man=文敏民曼万汶雯 mei=美 ming=明铭 miu=苗 mo=慕武 mok=莫 moon=满 mui=梅妹玫 nam=南男 ng=吴伍
    ngai=倪 nim=念 ning=宁 oi=爱 on=安 or=柯 pak=白柏 pang=彭鹏 ping=平萍 po=宝保波 poon=潘
    pui=佩培沛贝 san=申 sang=生 sau=秀寿修 sek=锡 shan=山珊 shek=石硕 shing=成诚胜圣城 shu=树书
    shum=岑沈 shun=信顺 sin=善仙先 siu=邵萧少小兆绍 so=苏 suen=孙 suet=雪 suk=淑叔肃 sum=心森
    sun=新 sung=宋 sze=施思诗师士丝 tai=戴大泰 tak=德得 tam=谭 tang=邓 tat=达 tin=天田
    ting=丁庭婷廷定 to=杜涂 tong=唐汤 tsang=曾 tse=谢 tsui=徐 tsz=子梓 tung=董彤冬东栋 wah=华
    wai=韦伟惠慧威卫维蕙 wan=尹温云韵 wang=宏弘 wing=荣永咏颖 wong=黄王 wu=胡 yan=仁欣恩人忻
    yat=日一逸 yau=邱游 yee=绮 yeung=杨 yi=义仪怡贻儿尔耳 yik=益奕亦翼 yim=严 yin=贤燕妍然言彦
    ying=英鹰影盈迎 yip=叶业 yiu=姚耀 yu=余俞如宇瑜羽汝裕誉 yuen=袁阮远元源婉圆 yuet=月悦越
    yuk=玉旭育郁煜 yung=翁
"""
_CANTONESE: Final = {
    sign: spelled for entry in _SPELLED.split() for spelled, signs in [entry.split("=")] for sign in signs
}


def simplified(text: str) -> str:
    """The same name in the signs of the mainland, as far as they are known."""
    return text.translate(_SIMPLIFIED)


def cantonese(text: str) -> list[str] | None:
    """How Hong Kong spells each sign of a name; None where the list does not say it of all."""
    spelled = [_CANTONESE.get(sign, "") for sign in simplified(text)]
    return spelled if all(spelled) else None
