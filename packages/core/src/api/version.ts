/**
 * The version of our own HTTP contract. It changes only when an older client could misread an answer; fields may be added
 * at any time. Both sides send it; a mismatch is the typed error `version_mismatch`.
 */
export const apiVersion = '1'
/** Header of requests and answers that carries {@link apiVersion}. */
export const apiVersionHeader = 'offrampkit-version'
