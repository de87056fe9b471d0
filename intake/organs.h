/* organs.h: how the names of organs end. */
#ifndef GAZ_INTAKE_ORGANS_H
#define GAZ_INTAKE_ORGANS_H

/* For a regular expression, as alternatives. */
#define GAZ_ORGAN_ENDS                                                                                       \
    "政府|国务院|委员会|人大常委会|办公厅|办公室|局|厅|部|委|院|会|社|行|署|"    \
    "办|处|所|站|中心|公司|学校|大学|集团|军区|"                                             \
    "总队|支队|指挥部|领导小组|法院|检察院|政协|海关|分行|党组|组"

#endif
