/* words.h: how the names of organs and the titles of documents end; for regular expressions, as alternatives.
 */
#ifndef GAZ_INTAKE_WORDS_H
#define GAZ_INTAKE_WORDS_H

#define GAZ_ORGAN_ENDS                                                                                       \
    "政府|国务院|委员会|人大常委会|办公厅|办公室|局|厅|部|委|院|会|社|行|署|"    \
    "办|处|所|站|中心|公司|学校|大学|集团|军区|"                                             \
    "总队|支队|调查队|指挥部|领导小组|法院|检察院|政协|海关|分行|党组|组"
#define GAZ_TITLE_KINDS                                                                                      \
    "决议|决定|命令|公报|公告|通告|意见|通知|通报|报告|请示|批复|复函|议案|函|" \
    "纪要|办法|条例|规定|细则|"                                                                    \
    "方案|规划|预案|规则|章程|要点|计划|制度|体系|目录|清单|名单"

#endif
