/* conserve.h: the proof that a file's characters are in the source made of it, or in the report.
 *
 * It trusts nobody: it reads what input/ made of the source, character by character, and asks for each where
 * the writer put it and which carrier it came from. So a slip of the reader, of tidying, of the shape, of the
 * writer or of input/ shows, whichever it is. */
#ifndef GAZ_INTAKE_CONSERVE_H
#define GAZ_INTAKE_CONSERVE_H

#include "input/doc.h"
#include "intake/account.h"
#include "intake/source/source.h"

struct gaz_intake_case {
    const struct gaz_draft *draft; /* its carriers */
    const struct gaz_account *account;
    const struct gaz_written *written;
    const struct gaz_doc *doc; /* the source as input/ reads it */
};

enum gaz_intake_fault {
    GAZ_INTAKE_SOUND,
    GAZ_INTAKE_LOST,     /* a carrier is neither in the source nor left out for a reason */
    GAZ_INTAKE_DOUBLED,  /* one stands twice, or was left out and stands there all the same */
    GAZ_INTAKE_UNREAD,   /* what was written is not read as a character, or as another one */
    GAZ_INTAKE_FOREIGN,  /* a character is read that nobody wrote as one */
    GAZ_INTAKE_UNTOLD,   /* one form stands for another, and the account does not say so */
    GAZ_INTAKE_UNMADE,   /* the account says of more characters that they were changed than were */
    GAZ_INTAKE_INVENTED, /* more or less was put in than the account says */
    GAZ_N_INTAKE_FAULTS
};

struct gaz_intake_finding {
    enum gaz_intake_fault fault;
    uint32_t ch;      /* the character, as the file or the source has it; 0: none */
    uint32_t carrier; /* GAZ_NOWHERE: it has none */
};

/* The first fault in the order of the file. */
struct gaz_intake_finding gaz_intake_prove(const struct gaz_intake_case *it);

#endif
