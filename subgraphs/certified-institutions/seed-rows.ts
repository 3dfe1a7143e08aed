// A seed enters; the rows of the case system's tables leave, or every place where the seed does not fit together.
import type { Organisation } from '../../schema/organisation.ts';
import type { SeedPersons } from '../kit/seed.ts';
import { CRIMINAL_CASE, USUAL_CASE, writeCase, writeContacts, writeProfessionals } from '../kit/stand-in/people.ts';
import { writeEvents, writePlans, writeSafetyAssessments, writeSafetyNotices } from '../kit/stand-in/records.ts';
import { type SeedWriter, seedWriter } from '../kit/stand-in/seed-writer.ts';
import { EVENT_FIELDS, EVENT_KINDS } from './names.ts';
import type { CertifiedInstitutionSeed } from './seed.ts';
import { writeOrders } from './seed-orders.ts';
import { writeRecords } from './seed-records.ts';

export function seedRows(
  holder: Organisation,
  seed: CertifiedInstitutionSeed,
  people: SeedPersons,
): Pick<SeedWriter, 'rows' | 'problems'> {
  const writer = seedWriter(holder, seed.professionals, people);
  writeProfessionals(writer, seed.professionals);
  seed.cases.forEach((own, at) => {
    const path = ['cases', at];
    const fields = own.criminal ? CRIMINAL_CASE : USUAL_CASE;
    const id = writeCase(writer, own, path, fields);
    writeContacts(writer, own, path, fields);
    writeOrders(writer, own, id, path);
    writeRecords(writer, own, path);
    writePlans(writer, own, path, fields);
    writeSafetyAssessments(writer, own, path);
    writeEvents(writer, own, path, EVENT_KINDS, own.criminal ? {} : EVENT_FIELDS, fields);
  });
  writeSafetyNotices(writer, seed.safetyNotices);
  return writer;
}
