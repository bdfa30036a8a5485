/** A hundred formats by their bytes: a file of its own in the function's folder, which uploads alone load (decision 0106). */
export { fileTypeFromBuffer } from 'file-type/core';
