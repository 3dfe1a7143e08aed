// What the Raad records besides requests and investigations: each kind of record as the row that its field of the file gives.
import { standsWith } from '../kit/stand-in/people.ts';
import { between, onDay, partsOf, told } from '../kit/stand-in/records.ts';
import type { Path, SeedWriter } from '../kit/stand-in/seed-writer.ts';
import type { NotificationStatus } from './names.ts';
import type { RvdkSeedCase } from './seed.ts';
import { withKind } from './seed-requests.ts';

/** A notification tells that there is an investigation, or that there is a measure: a field of its own for each. */
const NOTIFICATION_FIELDS: Readonly<Record<NotificationStatus, string>> = {
  INTAKE: 'notifications',
  INVESTIGATION: 'notifications',
  MEASURE: 'measureNotifications',
};

export function writeRecords(writer: SeedWriter, own: RvdkSeedCase, path: Path): void {
  own.reviews.forEach((review, at) => {
    const here = [...path, 'reviews', at];
    const { person, kind, startedOn, completedOn } = review;
    const { parts, internal } = partsOf(writer, review, here, withKind);
    writer.record(review, here, {
      kind: 'reviews',
      persons: [person],
      days: between(startedOn, completedOn),
      shareable: told({ kind, startedOn, completedOn, parts }),
      internal,
    });
  });

  own.notifications.forEach((notification, at) => {
    const { person, date, status } = notification;
    writer.record(notification, [...path, 'notifications', at], {
      kind: NOTIFICATION_FIELDS[status],
      persons: [person],
      days: onDay(date),
      shareable: told({ date, status }),
    });
  });

  own.criminalInvestigations.forEach((investigation, at) => {
    const here = [...path, 'criminalInvestigations', at];
    const { person, number, startedOn, completedOn, instrument, outcome } = investigation;
    const { parts, internal } = partsOf(writer, investigation, here, withKind);
    writer.record(investigation, here, {
      kind: 'criminalInvestigations',
      persons: [person],
      days: between(startedOn, completedOn),
      shareable: told({ number, startedOn, completedOn, instrument, outcome, parts }),
      internal,
    });
  });

  own.contactDetails.forEach((details, at) => {
    const { person, phone, email, language, interpreter, from, until } = details;
    writer.record(details, [...path, 'contactDetails', at], {
      kind: 'contactDetails',
      persons: [person],
      days: between(from, until),
      shareable: told({ phone, email, language, interpreter }),
    });
  });

  for (const field of ['health', 'finances', 'judicialRecords'] as const) {
    own[field].forEach((item, at) => {
      const here = [...path, field, at];
      const { date, text, internalText } = item;
      const persons = standsWith(own)(item);
      const about = item.about ?? persons;
      writer.record(item, here, {
        kind: field,
        persons,
        about,
        days: onDay(date),
        shareable: told({ date, text, about: writer.keys(about, [...here, 'about']) }),
        internal: told({ internalText }),
      });
    });
  }
}
