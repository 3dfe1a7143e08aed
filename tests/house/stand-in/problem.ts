// Stands in for a process that cannot start and says why.
import { problemToParent, settingsFromParent } from '../../../demo/child-lifecycle.ts';

await settingsFromParent();
problemToParent('The register is closed today. Come back tomorrow.');
