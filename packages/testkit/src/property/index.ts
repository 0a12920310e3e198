import * as fc from 'fast-check';

// The same cases on every machine and in every run: what fails can be run again, and no change is blamed for a case that came up by chance.
fc.configureGlobal({ seed: 1_729 });

export { fc };
