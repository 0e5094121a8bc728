/** Tests that restart servers, or start the whole of Hilo, take minutes on a small machine. */
jest.setTimeout(5 * 60_000);
