/** Stands between a browser and a server, and counts what goes over the line. */
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

export interface CountingProxy {
  readonly address: string;
  /** bytes that the server has sent since this was asked last, headers included */
  taken(): number;
  close(): Promise<void>;
}

/** @param address  of the server, such as `http://127.0.0.1:3000` */
export async function countingProxy(address: string): Promise<CountingProxy> {
  let bytes = 0;
  const sockets = new Set<Socket>();
  const server = createServer((near) => {
    const far = connect(Number(new URL(address).port), '127.0.0.1');
    for (const socket of [near, far]) sockets.add(socket.on('error', () => socket.destroy()));
    far.on('data', (part) => (bytes += part.length));
    near.pipe(far).pipe(near);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const taken = () => {
    const counted = bytes;
    bytes = 0;
    return counted;
  };
  const close = async () => {
    sockets.forEach((socket) => socket.destroy());
    await new Promise((resolve) => server.close(resolve));
  };
  return { address: `http://127.0.0.1:${port}`, taken, close };
}
