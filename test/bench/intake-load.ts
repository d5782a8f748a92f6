/**
 * The respondents of the intake benchmark, in a process of their own: each of `connections` sends a submission over a
 * kept connection, waits for the answer, and sends the next. Told by messages what to do; answers with what it measured.
 */
import { readFileSync } from 'node:fs';
import { createConnection, type Socket } from 'node:net';

export interface LoadOrder {
  readonly port: number;
  readonly path: string;
  readonly connections: number;
  readonly seconds: number;
  /** file with one JSON body a line; each send gets an id of its own */
  readonly bodies: string;
}

/** `rate`: answers of status 201 a second; latencies in milliseconds. */
export interface LoadResult {
  readonly accepted: number;
  readonly refused: number;
  readonly rate: number;
  readonly p50: number;
  readonly p99: number;
}

process.on('message', (order: LoadOrder) => {
  void run(order).then((result) => process.send!(result));
});

process.on('disconnect', () => process.exit());

async function run(order: LoadOrder): Promise<LoadResult> {
  const bodies = readFileSync(order.bodies, 'utf8').trim().split('\n');
  const latencies: number[] = [];
  let refused = 0;
  const begin = performance.now();
  const end = begin + order.seconds * 1000;
  const one = (number: number) =>
    talk(order, bodies, number, end, (status, milliseconds) => {
      if (status === 201) latencies.push(milliseconds);
      else refused += 1;
    });
  await Promise.all(Array.from({ length: order.connections }, (_, number) => one(number)));
  const seconds = (performance.now() - begin) / 1000;
  const sorted = Float64Array.from(latencies).sort();
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? NaN;
  return { accepted: sorted.length, refused, rate: sorted.length / seconds, p50: at(0.5), p99: at(0.99) };
}

type Told = (status: number, milliseconds: number) => void;

/** One connection: send, wait, send, until the time is over. */
function talk({ port, path }: LoadOrder, bodies: readonly string[], number: number, end: number, told: Told) {
  return new Promise<void>((resolve, reject) => {
    let [sent, received, turn] = [0, '', number];
    const socket: Socket = createConnection({ port, host: '127.0.0.1', noDelay: true });
    const send = () => {
      if (performance.now() >= end) return socket.end();
      sent = performance.now();
      socket.write(request(path, bodies[turn++ % bodies.length]!));
    };
    socket.setEncoding('latin1');
    socket.on('connect', send);
    socket.on('data', (text: string) => {
      received += text;
      if (!isWhole(received)) return;
      told(Number(received.slice(9, 12)), performance.now() - sent);
      received = '';
      send();
    });
    socket.on('close', () => resolve());
    socket.on('error', reject);
  });
}

function request(path: string, body: string): string {
  const text = body.replace('ID', crypto.randomUUID());
  return [
    `POST ${path} HTTP/1.1`,
    'Host: 127.0.0.1',
    'Content-Type: application/json',
    'Accept-Language: it',
    `Content-Length: ${Buffer.byteLength(text)}`,
    '',
    text,
  ].join('\r\n');
}

/** Whether head and body of an answer have arrived; the answers here are never chunked. */
function isWhole(text: string): boolean {
  const head = text.indexOf('\r\n\r\n');
  if (head < 0) return false;
  const length = Number(/\r\ncontent-length: (\d+)/i.exec(text.slice(0, head + 2))?.[1]);
  return text.length >= head + 4 + length;
}
