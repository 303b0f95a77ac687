/** Only Chromium reads no more of a body than a page takes from it, but for some 65 MB; and only it says what it is here. */
export const HAS_BACKPRESSURE = 'userAgentData' in navigator;
