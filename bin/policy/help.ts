// What `npm run policy -- --help` says.
export const HELP = `npm run policy -- VERB [options]

  check                 is the policy fit? Faults and notes, each with file, line and place
  test                  do the policy cases hold, and what do they leave unshown?
  matrix                who may see what: recipient, role and purpose against source and category, opened by what
    --format FORMAT     text (default), csv or html
    --recipient KIND    only this kind of organisation, or DATA_SUBJECT
    --purpose PURPOSE   only this purpose
    --output FILE       write it there
  explain CASE[:LINE]   a case file, or the case at that line: each cell down to law rows and what was lacked first
  explain --recipient KIND --role ROLE --purpose PURPOSE --source SOURCE --category CATEGORY [--holder KIND] [--whose OWN|OTHER]
                        a cell of the matrix down to its law rows
  diff OLD NEW          two policy folders: everything that opens, closes or opens otherwise

  --policies DIR        the policy folder (default: that of the project)
  --cases PATH          for test: a folder of cases or one file (default: cases/ of the policy folder)
  --on DAY              the law of that day (default: today)
  --help                this text

Ends with 0: fit, all cases hold, no difference; 1: not fit, a case fails, something differs; 2: not understood; 3: could not be read.`;
