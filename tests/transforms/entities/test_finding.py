"""What is a name and what is none, passage by passage."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.transforms.entities.marked import Marked, parse, read, spans
from transforms.entities.model import Mention

FRAME = "共同声明\n\n{}"

COMPOUNDS = {
    "government_of_a_short_form": "[country:PHL|比]大統領は述べた。対比較の方法。",
    "parties_of_two": "[country:CHN|中][country:JPN|日]与党間の往来と[country:JPN|日][country:CHN|中]ハイレベル交流を進める。"
    "土日観光の客。",
    "rare_partner": "[country:JPN|日][country:MEX|墨]と[country:JPN|日][country:MEX|メキシコ]の貿易を拡大する。",
    "against_in_katakana": "対[country:RUS|ロ]制裁と対[country:RUS|ロシア]投資を協議した。",
    "three_parties_counted": "[country:JPN|日][country:CHN|中][country:KOR|韓]三カ国と"
    "[country:KOR|韓][country:JPN|日][country:CHN|中]3か国の協力を進める。",
    "both_parties_of_two_states": "[country:CHN|中][country:VNM|越]両党は交流を進める。",
    "event_of_three": "[country:JPN|日][country:CHN|中][country:KOR|韓]サミットを開く。",
    "state_of_a_person": "[country:DEU|独]の[person|ヘルムート・ケスラー]首相と"
    "[country:FRA|仏]の[person|デュラン]外相が会談した。",
    "rice_of_a_place": "米の[place|カリフォルニア]産を輸入する。",
    "two_states": "[country:JPN|日][country:VNM|越]首脳会談が行われた。",
    "three_states": "[country:JPN|日][country:CHN|中][country:KOR|韓]首脳会談を歓迎した。",
    "katakana_form": "[country:JPN|日][country:RUS|ロ]関係を前進させる。",
    "state_and_union": "[country:JPN|日][organization|EU]首脳協議を行った。",
    "state_and_name": "[country:JPN|日]・[country:UZB|ウズベキスタン]首脳会談を行った。",
    "visit_to": "大統領の訪[country:JPN|日]を歓迎した。",
    "side": "[country:USA|米]側は懸念を示した。",
    "before_an_office": "[person|バイデン][country:USA|米]大統領が述べた。",
    "leaving": "大統領は24日に離[country:KOR|韓]する。",
    "dotted_behind_a_particle": "次回の[country:JPN|日]・[organization|EU]首脳協議を行う。",
    "daytime": "日中の気温が高い。",
    "behind_a_day": "12月16日[country:JPN|日][country:RUS|露]共同記者会見。",
    "behind_a_counter": "第5回[country:JPN|日][country:CHN|中][country:KOR|韓]外相会議。",
    "dotted": "[country:JPN|日]・[country:VNM|越]関係を強化する。",
    "weekend": "土日の便を増やす。",
    "central_america": "[place|中米]諸国を支援する。",
    "china_and_america": "[country:CHN|中][country:USA|米]関係を注視する。",
    "a_day_before_a_name": "5日、[country:VNM|ベトナム]を訪れた。同日[country:VNM|ベトナム]側は述べた。",
    "midway_and_border": "途中国境を越える。",
    "visit_and_king": "訪問中国王陛下は述べた。",
    "rice": "米の輸出を増やす。",
}
COUNTRIES = {
    "names_of_old_treaties": "[country:CHN|清国]、[country:KOR|大韓帝国]、[country:NLD|荷蘭]の委員。",
    "old_names_with_koku": "[country:THA|タイ国]政府と[country:PER|ペルー国]の代表は、[country:THA|タイ国]産の米を見た。",
    "koku_of_the_next_word": "[country:THA|タイ]国民、[country:DEU|ドイツ]国債、"
    "[country:VNM|ベトナム]国賓訪問、[country:FRA|フランス]国鉄。",
    "english_long_names": "Ambassador of the [country:URY|Oriental Republic of Uruguay]と[country:KOR|Republic of Korea]の代表。",
    "diseases": "アフリカ豚熱、スペイン風邪及び日本脳炎の対策を進める。",
    "korea_alone": "[country:PRK|朝鮮民主主義人民共和国]の代表が訪れた。[country:PRK|朝鮮]と[country:RUS|ロシア]は、"
    "朝鮮語の教育と[place|朝鮮半島]の平和について話した。",
    "korea_without_proof": "朝鮮と[country:JPN|日本]の古代の交流。",
    "former_long_names": "[country:MMR|ビルマ連邦社会主義共和国]と[country:CSK|チェコ・スロヴァキア]の代表。",
    "english_title": "Ambassador of the [country:PER|Republic of Peru]が署名した。",
    "people_and_language": "日本語とロシア語を学ぶ日本人が増えた。",
    "nationals": "[country:MNG|モンゴル]国民と[country:JPN|日本]国内の企業が参加した。",
    "cabinet": "[country:JPN|日本国]内閣総理大臣が署名した。",
    "inside_katakana": "タイプの違い、タイミング、インドア競技、オマーンド、シリアスな問題、チリ紙。",
    "joined_by_a_dot": "[country:VNM|ベトナム]・[country:KAZ|カザフスタン]戦略的パートナーシップを格上げする。",
    "katakana_runs_on": "[country:RUS|ロシア]ビジネスフォーラムを開く。",
    "currency": "300万米ドルと10億豪ドル、日本円で支払う。",
    "renamed": "[country:MMR|ビルマ]と[country:GEO|グルジア]の代表。",
    "historic": "[country:SUN|旧ソ連]、[country:DDR|東独]及び[country:YUG|ユーゴスラビア]の崩壊。",
    "long_names": "[country:LAO|ラオス人民民主共和国]と[country:PRK|朝鮮民主主義人民共和国]。",
    "united_across_words": "各国連携を強め、両国連帯を示す。",
    "region_of_japan": "中国地方の企業が参加した。",
}
PERSONS = {
    "ship_of_that_name": "空母「ジョージ・ワシントン」と護衛艦「かが」が寄港した。",
    "row_of_a_list": "[country:MNG|モンゴル国]  :   [person|オヨーク]自然環境・グリーン開発大臣",
    "row_of_a_programme": "[person|ブペンド・ヤーダル]|[country:IND|インド] 環境・森林大臣",
    "head_of_a_ministry": "[country:KHM|カンボジア]の[person|オザリ]環境省長官と[person|ヒロッツ]環境大臣顧問が出席した。",
    "permanent_representative": "[person|サリーム][organization|国連]常駐代表が出席した。",
    "surname_of_one_character": "[person|森]外務次官が述べた。",
    "half_in_kanji": "[person|鄭ビョンヨン]東北アジア局審議官が同席した。",
    "deputy_secretary": "[person|磯崎]内閣官房副長官と[person|ビーゲン][country:USA|米]国務副長官が電話した。",
    "behind_the_joint_of_old_texts": "帝国特命全権大使[person|栗野慎一郎]及外務大臣は調印した。",
    "committee_is_no_member": "党中央委員会の[person|金養明]書記が訪れた。",
    "form_of_address_behind_an_office": "国家安全保障局長の[person|北村滋]氏との会談。",
    "governor_of_the_capital": "[person|舛添]都知事と[place|東京都]知事が述べた。",
    "short_name_of_a_ministry": "[person|藤村修]厚労副大臣と[person|田端浩]国交審議官が述べた。",
    "all_of_a_state": "全[country:RUS|ロシア国]皇帝陛下と[person|全]大統領が述べた。",
    "state_runs_into_a_listed_name": "[country:RUS|ロシア][person|プーチン]大統領が述べた。",
    "joined_to_a_listed_name": "[person|吉田茂]、[person|小村正弘]が署名した。[person|吉田茂]と東方外交は。",
    "commander": "[person|董軍]海軍司令員と[person|アジット・ドルバル]国家安全保障担当補佐官が出席した。",
    "ranks_before_a_name": "特命全権公使従三位勲一等[person|高平小太郎]閣下と外務大臣男爵[person|小村寿三郎]閣下。",
    "minister_s_deputy": "[person|濱村]農林水産大臣政務官が出席した。",
    "one_character_read": "[country:CHN|中国]:[person|韓](カン)農業農村部長、"
    "[country:KOR|韓国]:[person|李](イ)農林畜産食品部長官",
    "posted_in_a_state": "[person|本野一郎]在[country:RUS|ロシア][country:JPN|日本]大使が締結した。",
    "counsellor_of_a_rank": "[person|何振明]公使級参事官と[person|王暁明]副主任が述べた。",
    "variant_letters": "[person|𠮷川]農林水産大臣、[person|髙鳥]農林水産副大臣が出席した。",
    "chargé": "[person|松永]代理大使が署名した。",
    "head_of_a_bureau": "[person|松井一成]外務省アジア大洋州局長と[person|李明浩]外交部アジア司長が協議した。",
    "envoy_for_a_region": "[country:USA|米国]の[person|ウィットマン][place|中東]担当特使と"
    "[person|ペデルソン][country:SYR|シリア]担当特使が会った。",
    "minister_for_a_region": "[country:FRA|フランス]の[person|セジュロン]欧州・外務大臣が着いた。",
    "posted_by_a_named_state": "[person|朴烈民]駐[country:JPN|日][country:KOR|韓国]大使が着任した。",
    "rare_korean_surname": "[person|努明鉄]国防相が視察した。",
    "military_commission": "[person|張又明]中央軍事委員会副主席が訪れた。",
    "word_before_a_state": "[person|ソルニ] [country:FIN|フィンランド]外務大臣、"
    "[person|グリムス] 前[country:ISL|アイスランド]大統領との夕食会。",
    "headline_word_before_a_state": "トップ [country:KOR|韓国]大統領が語る。",
    "middle_initial": "[country:RUS|ロシア]の[person|セルゲイ・V・ドロボフ]外相に会った。",
    "read_in_parts": "[person|金平秀]([person|キム・ピョンス])、[person|呉明浩]([person|オ・ミョンホ])の両党副委員長と、"
    "[person|柳沢卓造] (やなぎさわ たくぞう)会員が訪れた。ヨンサン(龍山)の庁舎。",
    "letters_behind_the_reading": "[person|ユン・ミンギ]([person|尹敏基])大統領が述べた。",
    "both": "[person|王毅]、[person|秦剛]両氏と[person|槙原裕]、[person|西尾実]両幹事長が会った。両首相が述べた。",
    "joined_without_an_office": "首相と[person|小村正弘]は、大統領と[person|アントン・ベルク]は、"
    "外相と東方外交は、大臣とグリーン・エネルギーは。",
    "surname_beside_a_lesser_office": "[person|秦剛]国務委員兼外交部長が訪れた。[person|秦]部長は述べた。",
    "posted_to_a_short_form": "[person|新関]駐[country:SUN|ソ]大使と[person|佐藤一郎]駐[country:USA|米]大使が同席した。",
    "body_behind_a_dotted_name": "[person|レー・ミン・チー]最高人民検察院院長、[person|バイダコフ]国家計画委員会議長、"
    "[person|チャン・ヴァン・ソイ]政府庁長官が同席した。",
    "state_before_a_name": "[country:USA|米][person|バイデン]大統領が述べた。",
    "mark_between_kanji": "[person|岸田・文雄]首相、農林・水産大臣が述べた。",
    "old_offices": "[person|岩倉具視]右大臣、[person|寺島宗則]外務卿、[person|青木周蔵]特命全権公使が出席した。",
    "office_before_a_surname": "総理大臣[person|槙原]は述べた。首相[person|プラヨート]は、外相[person|シュレーゲル]と会談した。",
    "office_before_a_short_surname": "総理大臣[person|岸]は述べた。",
    "office_before_a_word": "首相インタビューは、外相レベルの、大統領官邸は、首相会談の結果。",
    "surname_before_a_lesser_office": "[person|横路]議長、[person|小平]議院運営委員長及び[person|逢沢]筆頭理事が出席した。",
    "local_office": "[person|岩本周二][place|和歌山県]知事と[person|浜口武史]県議会議長が出席した。",
    "state_behind_a_dot": "[person|アブドラ]・[country:IRN|イラン]外相と"
    "[person|ドミトリエフ]・[country:RUS|ロシア]大統領が会談した。",
    "state_runs_on": "[person|プラナス][country:ESP|スペイン]農業・漁業・食料大臣が述べた。",
    "name_that_ends_like_a_state": "[person|グエン・ヴァン・タイ]大臣と[person|ニコラオス]外相が述べた。",
    "unlisted_subject_behind_katakana": "[person|トマール]農業・農民福祉大臣が述べた。",
    "unlisted_subject_behind_a_state": "[person|朴俊浩][country:KOR|大韓民国]山林大臣が述べた。",
    "subjects_with_a_dot": "[person|ソー・ミン]計画・財務大臣、[person|キン・マウン]第2工業大臣が述べた。",
    "initials": "[person|S.ラブロフ]外相と[person|エム・エス・ゴルバチョフ]大統領が述べた。",
    "initials_behind_an_office": "大統領[person|エム・エス・ゴルバチョフ]は述べた。",
    "numbered": "[person|ダライ・ラマ14世]の著作が並ぶ。21世紀の課題。",
    "reading": "[person|屈冬明]([person|チュー・ドンミン])事務局長が述べた。",
    "head_of_a_chamber": "[person|北沢][organization|日本商工会議所]会頭が述べた。",
    "reporter": "【[place|モスクワ]・福岡静子】[person|プーチン]大統領は述べた。",
    "unlisted_japanese_name": "[person|樋渡英之進]外務大臣が述べた。",
    "unlisted_before_its_state": "[person|樋渡英之進][country:JPN|日本国]内閣総理大臣は、歓迎した。",
    "unlisted_behind_an_office": "政府代表[person|猪股高弘]国務大臣が出席した。",
    "unlisted_surname": "[person|猪股]副大臣は、支援を表明した。",
    "fields_are_no_names": "北方担当大臣、親善大使、海上局長及び[place|千葉]市長が出席した。",
    "name_and_office": "[person|アブドゥラ・ハミドフ]副首相が述べた。",
    "office_and_name": "書記長[person|グエン・バン・ハイ]氏が述べた。",
    "name_state_office": "[person|ムラト・セリコフ]・[country:KAZ|カザフスタン共和国]投資大臣が述べた。",
    "kanji_and_office": "[person|山田太郎]外務副大臣が述べた。",
    "office_and_kanji": "外務大臣[person|山田太郎]は述べた。",
    "kanji_state_office": "[person|山田太郎][country:JPN|日本国]総理大臣が述べた。",
    "chinese_name": "[person|陳大明]外交部副部長が述べた。",
    "latin": "H.E. Mr. [person|Tran Van Minh]が出席した。",
    "remark_between": "[person|ムラト・セリコフ](右)大統領が握手した。",
    "envoy_of_a_person": "[person|習]主席特使が出席した。",
    "posted": "[person|山田太郎]駐[country:MNG|モンゴル]大使が出席した。",
    "posted_by": "[person|山田太郎]駐[country:SAU|サウジアラビア][country:JPN|日本]大使が出席した。",
    "nobody": "同大統領、両首相、次期大統領、各国大臣、前議長が述べた。",
    "forums": "サミット議長、グループ代表、ビジネス・フォーラム議長が述べた。",
    "delegations": "代表団、議員団、委員会、部長級会合、外務大臣会合。",
}
ORGANIZATIONS = {
    "unlisted_ministry_behind_no": "[country:KHM|カンボジア]の[organization|公共事業運輸省]と[country:VNM|ベトナム]の各省。",
    "company_of_a_state": "[organization|インド高速鉄道公社]が応札した。",
    "ministry_before_what_is_its": "[organization|外務省]改革、[organization|環境省]報道発表及び両国外務省関係者。",
    "bodies_in_general": "[place|アフリカ]政府間機関、[place|アジア]金融機関の代表。",
    "procuracy_and_court": "[country:VNM|ベトナム]の[organization|人民検察院]と[organization|最高人民裁判所]の職員。",
    "committee_of_a_party": "[organization|ハノイ市党委員会]の代表。党委員会の決定。",
    "respelled": "[organization|アセアン事務局]は[instrument|インド太平洋海洋イニシアチブ]を支えた。",
    "short_form_in_front": "[organization|ARF]([organization|国際アルガリ調査研究所])と[organization|ARF]の職員。",
    "mission_in_an_unlisted_city": "[organization|在ナッシュベル日本国総領事館]が開いた。",
    "ministry_called_bu": "[organization|外交部]は、営業部は、述べた。",
    "foundation_of_a_name": "[organization|ササミヤ・アフリカ財団]が主催した。グローバル・[place|アフリカ]財団。",
    "bureau_of_a_state": "[organization|ペルー食品医薬品局]の許可を得た。"
    "[country:PER|ペルー]事務局と[country:PER|ペルー]当局の許可。",
    "authority_of_a_canal": "[organization|スエズ運河庁]と[organization|バルゴン港湾局]の職員。デジタル庁舎の建設。",
    "consulate_without_its_state": "[organization|在ミュンヘン総領事館]と"
    "[organization|在ペルー大使館]が支える。総領事館と大使館。",
    "companies_named_after_japan": "[organization|日本工営]と[organization|日本製鉄]が応札した。今日通り、楽天的な見方。",
    "ministry_behind_a_dot": "[organization|ペルー・鉱物資源省]の説明を聞いた。",
    "centre_of_a_state": "[organization|ペルー海事救難センター]と連絡を取る。",
    "association_of_ships": "[organization|日本海事協会]の認証を受ける。",
    "turkish_oil": "[organization|トルコ石油公社]の試掘を見た。トルコ石の指輪を見た。",
    "the_nation_s_own": "[organization|国家統計委員会]の職員を招く。",
    "company_by_its_last_character": "[organization|ノルガ・スチール社]と[organization|ノルガ鉱業会社]が契約した。"
    "メディア社会を論じた。",
    "plants": "[organization|ノルガ原発]、[organization|ノルガ製薬工場]及び[organization|ノルガ造船所]を見た。",
    "national_university": "[organization|国立ペルー大学]に留学生を送る。",
    "ministry_alone": "[organization|外務省]は、[organization|文化・スポーツ・観光省]と協議した。",
    "local_committee": "[organization|ダナン市人民委員会]と[organization|和歌山県議会]が交流する。",
    "court": "[country:ALB|アルバニア]の[organization|憲法裁判所]は合憲と判断した。",
    "league_towards_a_state": "[organization|対日友好議員連盟]と交流する。",
    "schools": "[organization|東北大学]と[organization|新モンゴル高等専門学校]の生徒、提携大学及び国立大学。",
    "numbered_plant": "[organization|アルン第3水力発電所]を改修する。",
    "national_institute": "[organization|国立気象研究所]が支援する。",
    "consulate_in_a_city": "[organization|在福岡大韓民国総領事館]が開いた。",
    "ministry": "[organization|ラオス人民民主共和国農林環境省]と[organization|モンゴル国農業省]が協力する。",
    "ministry_behind_no": "[country:MNG|モンゴル]の[organization|教育科学省]が協力する。",
    "ministries_in_a_list": "[organization|ベトナム商工省]及び[organization|計画投資省]が協力する。",
    "unknown_subject": "[organization|ベトナム傷病兵社会問題省]が協力する。",
    "one_character": "[organization|米国防総省]が発表した。",
    "parliament": "[organization|モンゴル国家大会議]を訪れた。",
    "speaker": "[country:MNG|モンゴル]国会議長が述べた。",
    "military": "[organization|モンゴル軍]が参加した。",
    "no_military": "[country:MNG|モンゴル]軍事協力、[country:RUS|ロシア]軍縮提案。",
    "party_in_quotes": "与党[organization|「新モンゴル」党]と交流する。",
    "party_organ": "[organization|ベトナム共産党中央委員会]が承認した。",
    "company_in_quotes": "「[organization|アルタイグループ]」が投資する。",
    "company_kind_and_quotes": "[organization|国営企業「アルタイ」株式会社]が投資する。",
    "joint_body": "[organization|モンゴル・ペルー政府間委員会]を開く。",
    "joint_body_with_subject": "[organization|経済貿易協力に関する政府間委員会]を開く。",
    "numbered_meeting": "第8回[organization|モンゴルペルー経済合同会議]を開く。",
    "business_council": "[organization|モンゴル・ペルービジネス評議会]を設立する。",
    "embassy": "[organization|在モンゴル日本国大使館]が支援する。",
    "university": "[organization|モンゴル科学技術大学]と交流する。",
    "nobodys": "両国外務省間の協議、省庁間の調整、省エネルギー、関係省庁。",
}
INSTRUMENTS = {
    "emergency_session": "[organization|国連総会]は[instrument|決議ES-11/1]を採択した。",
    "level_of_relations": "[country:VNM|越][country:CHN|中]包括的戦略協力パートナーシップと"
    "[country:CHN|中][country:JPN|日]戦略互恵関係を進める。",
    "pointed_at": "各全権委員本条約に署名した。両協定、現行諸条約及び昭和三十一年条約を見た。",
    "vision_statement": "「[instrument|日米共同ビジョン声明]」を想起した。",
    "behind_two_ministries": "[organization|モンゴル国保健省]と[organization|ペルー共和国保健省]と"
    "の[instrument|医療の分野における協力に関する覚書]に署名した。",
    "dated_protocol": "[country:JPN|日本]は1967年の[instrument|議定書]と"
    "1972年5月に署名された[instrument|条約]を守る。以前の条約。",
    "quoted_concept": "「[instrument|北太平洋観測構想]」と"
    "「[instrument|水素取引メカニズム]」を歓迎した。新しい構想と「未来」構想。",
    "quoted_with_years": "「[instrument|ASEAN+3協力作業計画(2018-2022)]」を採択した。",
    "row_of_subjects": "1955年8月10日、[instrument|親善、善隣および協調に関する条約]を締結した。",
    "amount_in_front": "総額1億5,000万ドルの[instrument|送電網の整備に関する交換公文]に署名した。",
    "purpose_without_verb": "[instrument|青年交流促進の覚書]と[instrument|査証免除の取決め]に署名した。",
    "halves_of_an_exchange": "([country:JPN|日本]側書簡)",
    "numbered_plan": "[instrument|第9次経済社会開発計画]を支援する。",
    "dated_plan": "2024年の[instrument|文化交流計画]に署名した。",
    "concept": "「自由で開かれた[place|インド太平洋]」を実現する。",
    "compound": "[instrument|獣医協力協定]に署名した。",
    "subject": "[instrument|犯罪予防の分野における協力協定]に署名した。",
    "subject_behind_parties": "[country:MNG|モンゴル]と[country:PER|ペルー]との間の"
    "[instrument|原子力の平和的利用に関する協定]に署名した。",
    "about_a_sea": "[instrument|カスピ海の法的地位に関する条約]に署名した。",
    "abbreviated_form": "[instrument|日モンゴルEPA]の実施を進める。",
    "amending": "[instrument|教育協力協定を改正する議定書]に署名した。",
    "in_quotes": "「[instrument|水資源の保護に関するモンゴル国政府とペルー共和国政府との間の覚書]」に署名した。",
    "quoted_plan": "「[instrument|行動計画]」を採択した。",
    "quote_and_form": "[instrument|「アルタイ航空」売買契約]に署名した。",
    "fresh": "新たな[instrument|投資保護協定]を締結する。",
    "generic": "署名済みの協力協定、既存の協定、関連条約、国際条約、各種協定及び二国間協定を実施する。",
    "parties_alone": "両国議会間の[instrument|協力協定]を検討する。",
    "plan_for_a_purpose": "貿易を促進するための[instrument|共同行動計画]を策定する。",
    "self": "双方は共同声明を発表した。",
    "resolution": "[instrument|国連安保理決議第2231号]を履行する。",
    "resolutions": "[instrument|安保理決議1718]、[instrument|1874]及び[instrument|2094]を履行する。",
    "dated_statement": "2003年の[instrument|共同声明]を想起した。",
    "old_declaration": "1956年の[instrument|日ソ共同宣言]を想起した。",
    "year_behind": "[country:KAZ|カザフスタン]の「[instrument|発展戦略2050]」を支持する。",
}
PLACES = {
    "coast_is_no_sea": "カルバ海岸を歩く。[place|ドルゴ・トマス礁]の周辺。",
    "numbered_dam_and_deposit": "[place|ナムトン2ダム]と[place|セミライ・ウラン鉱床]を視察した。モデル2地区の整備。",
    "long_word_where_something_happens": "[place|ワシントン]で記者団に会った。ワシントンである。",
    "village_in_kanji": "[place|東海村]の施設を訪れた。選手村、漁村及び同村。",
    "port_of_a_state": "[place|ジブチ港]に着いた。[country:DJI|ジブチ]港湾の整備。",
    "district_and_mine": "[place|ドルゴ・クンド地区]と[place|バルゴン炭鉱]を視察した。モデル地区の整備。",
    "sea_of_the_next_word": "[country:MAR|モロッコ]海洋漁業を支える。",
    "field_behind_a_dot": "[place|ノルガ・ガス田]と[place|ノルガ盆地]を調べる。",
    "city_in_kanji": "[place|旭川市]と[place|高岡市]が参加した。姉妹都市、大都市及び同市の職員。",
    "water_of_a_sea": "ノルガ海水を汲む。",
    "city_office": "[place|ハノイ市]を訪れた。",
    "province": "[place|クアンガイ省]を訪れた。",
    "named_square": "[place|ドルジ広場]に花を手向けた。",
    "field": "[place|バルゴン油田]を開発する。",
    "minerals": "ウラン鉱山の開発。",
    "common_word": "共和、中央、文化、希望、友好を重んじる。",
    "common_word_with_cue": "首都[place|アスタナ]で会談した。",
    "region_in_a_name": "[organization|上海協力機構]は述べた。",
}
CASES = {
    f"{group}:{name}": text
    for group, cases in {
        "compounds": COMPOUNDS, "countries": COUNTRIES, "persons": PERSONS, "organizations": ORGANIZATIONS,
        "instruments": INSTRUMENTS, "places": PLACES,
    }.items()
    for name, text in cases.items()
}  # fmt: skip


@pytest.mark.parametrize("marked", CASES.values(), ids=CASES.keys())
def test_names(marked: str) -> None:
    text, wanted = parse(FRAME.format(marked))
    found = spans(read(text))
    assert sorted((text[start:end], kind) for start, end, kind in found) == sorted((one.surface, one.type) for one in wanted)
    assert [one for one in wanted if one.code and not _is_of(found, one)] == []


def _is_of(found: dict[tuple[int, int, str], Mention], wanted: Marked) -> bool:
    return found[wanted.start, wanted.end, wanted.type].entity_id == f"country/{wanted.code}"


WORDS = [
    "日本", "越", "中", "露", "・", "の", "カザフスタン", "トー・ラム", "書記長", "大統領", "協定", "に関する", "省", "外務",
    "「", "」", "(", ")", "と", "間の", "ASEAN", "委員会", "2025年", "市", "ハノイ", "、", "。",
    "\n", " ", "訪", "国連", "決議", "1695",
]  # fmt: skip


@settings(max_examples=150)
@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=25))
def test_mentions_are_ordered_apart_and_inside_their_passage(words: list[str]) -> None:
    found = read("".join(words))
    places = [(one.passage.ordinal, one.start, one.end) for one in found]
    assert places == sorted(places)
    assert all(one.surface and one.end <= len(one.passage.text) for one in found)
    assert all(a[0] != b[0] or a[2] <= b[1] for a, b in pairwise(places))


def test_ids_do_not_depend_on_what_was_read_before() -> None:
    text = FRAME.format("モンゴル国とペルー共和国との間の獣医協力協定に署名した。ムラト・セリコフ大統領が述べた。")
    first = [one.entity_id for one in read(text)]
    read(FRAME.format("ムラト・セリコフ首相と教育協力協定。"))
    assert [one.entity_id for one in read(text)] == first
