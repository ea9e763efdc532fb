// OpenAI's own Node client drives the local server through the whole life of a fine-tuning job.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, before, test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import OpenAI, { toFile } from 'openai';

const client = new OpenAI({ baseURL: process.env.OPENAI_BASE_URL, apiKey: process.env.OPENAI_API_KEY, maxRetries: 0 });
const separator = '\n\n###\n\n';
const topics = [['fruit', 'the sweet apple number'], ['machine', 'the loud engine number']];
let trainingFile;
let chatFile;

function lines(count, write) {
  return Array.from({ length: count }, (_, i) => {
    const [label, text] = topics[i % topics.length];
    return JSON.stringify(write(`${text} ${i}`, label)) + '\n';
  }).join('');
}

const prompts = (count) => lines(count, (text, label) => ({ prompt: text + separator, completion: ` ${label}` }));
const chats = (count) => lines(count, (text, label) => ({
  messages: [{ role: 'system', content: 'Sort.' }, { role: 'user', content: text }, { role: 'assistant', content: label }],
}));

const upload = async (text, name = 'train.jsonl') =>
  client.files.create({ file: await toFile(Buffer.from(text), name), purpose: 'fine-tune' });

async function until(id, isReached) {
  for (;;) {
    const job = await client.fineTuning.jobs.retrieve(id);
    if (isReached(job.status)) {
      return job;
    }
    await delay(20);
  }
}

const finished = (id) => until(id, (status) => ['succeeded', 'failed', 'cancelled'].includes(status));

async function train(options = {}) {
  const job = await client.fineTuning.jobs.create({
    model: 'local-baseline',
    training_file: trainingFile.id,
    method: { type: 'supervised', supervised: { hyperparameters: { n_epochs: 4, batch_size: 4 } } },
    ...options,
  });
  return finished(job.id);
}

// Long enough for somebody to step in.
async function trainSlowly() {
  const file = await upload(prompts(20000), 'long.jsonl');
  return client.fineTuning.jobs.create({
    model: 'local-baseline',
    training_file: file.id,
    hyperparameters: { n_epochs: 50, batch_size: 1 },
  });
}

before(async () => {
  trainingFile = await upload(prompts(40));
  chatFile = await upload(chats(40), 'chat.jsonl');
});

after(async () => {
  await client.files.delete(trainingFile.id);
  await client.files.delete(chatFile.id);
});

test('files: create, retrieve, list by pages, content, delete', async () => {
  const text = prompts(12);
  const file = await upload(text, 'zwölf äpfel.jsonl');
  assert.equal(file.object, 'file');
  assert.equal(file.bytes, Buffer.byteLength(text));
  assert.equal(file.filename, 'zwölf äpfel.jsonl');
  assert.deepEqual((await client.files.retrieve(file.id)).id, file.id);
  const ids = [];
  for await (const listed of client.files.list({ limit: 1, order: 'asc', purpose: 'fine-tune' })) {
    ids.push(listed.id);
  }
  assert.ok(ids.includes(trainingFile.id) && ids.includes(file.id));
  assert.equal(ids.length, new Set(ids).size);
  assert.equal(await (await client.files.content(file.id)).text(), text);
  assert.deepEqual(await client.files.delete(file.id), { id: file.id, object: 'file', deleted: true });
  await assert.rejects(client.files.retrieve(file.id), OpenAI.NotFoundError);
});

test('uploads: parts in any order, completed with an MD5', async () => {
  const text = Buffer.from(prompts(30));
  const upload = await client.uploads.create({
    bytes: text.length, filename: 'parts.jsonl', mime_type: 'application/jsonl', purpose: 'fine-tune',
  });
  assert.equal(upload.status, 'pending');
  const second = await client.uploads.parts.create(upload.id, { data: await toFile(text.subarray(1000), 'b') });
  const first = await client.uploads.parts.create(upload.id, { data: await toFile(text.subarray(0, 1000), 'a') });
  await assert.rejects(
    client.uploads.complete(upload.id, { part_ids: [first.id, second.id], md5: 'no' }), OpenAI.BadRequestError);
  const done = await client.uploads.complete(upload.id, {
    part_ids: [first.id, second.id], md5: createHash('md5').update(text).digest('hex'),
  });
  assert.equal(done.status, 'completed');
  assert.equal(await (await client.files.content(done.file.id)).text(), text.toString());
});

test('uploads: cancelled ones take nothing more', async () => {
  const upload = await client.uploads.create({ bytes: 3, filename: 'a', mime_type: 'text/plain', purpose: 'fine-tune' });
  assert.equal((await client.uploads.cancel(upload.id)).status, 'cancelled');
  await assert.rejects(
    client.uploads.parts.create(upload.id, { data: await toFile(Buffer.from('abc'), 'a') }), OpenAI.BadRequestError);
});

test('jobs: created, listed by metadata, followed, finished', async () => {
  const job = await train({ suffix: 'triage', seed: 7, metadata: { run: 'nightly-1' } });
  assert.equal(job.status, 'succeeded');
  assert.equal(job.object, 'fine_tuning.job');
  assert.equal(job.seed, 7);
  assert.equal(job.method.supervised.hyperparameters.n_epochs, 4);
  assert.match(job.fine_tuned_model, /^ft:local-baseline:local:triage:/);
  assert.ok(job.trained_tokens > 0 && job.finished_at >= job.created_at);
  const listed = await client.fineTuning.jobs.list({ metadata: { run: 'nightly-1' } });
  assert.deepEqual(listed.data.map((j) => j.id), [job.id]);
  const events = [];
  for await (const event of client.fineTuning.jobs.listEvents(job.id, { limit: 3 })) {
    events.push(event);
  }
  assert.equal(events.at(0).message, 'The job has successfully completed');
  assert.equal(events.at(-1).message, `Created fine-tuning job: ${job.id}`);
  const metrics = events.filter((event) => event.type === 'metrics');
  assert.ok(metrics.length > 0 && metrics.every((event) => event.data.step >= 1 && event.data.train_loss >= 0));
  const checkpoints = await client.fineTuning.jobs.checkpoints.list(job.id);
  assert.equal(checkpoints.data.length, 3);
  assert.match(checkpoints.data[0].fine_tuned_model_checkpoint, /:ckpt-step-40$/);
  const result = await (await client.files.content(job.result_files[0])).text();
  assert.match(Buffer.from(result, 'base64').toString(), /^step,train_loss,train_accuracy,valid_loss,/);
});

test('jobs: pause, resume and cancel while it trains', async () => {
  const { id } = await trainSlowly();
  await until(id, (status) => status === 'running');
  assert.equal((await client.fineTuning.jobs.pause(id)).status, 'paused');
  await assert.rejects(client.fineTuning.jobs.pause(id), OpenAI.BadRequestError);
  assert.equal((await client.fineTuning.jobs.resume(id)).status, 'queued');
  await until(id, (status) => status === 'running');
  assert.equal((await client.fineTuning.jobs.cancel(id)).status, 'cancelled');
  await assert.rejects(client.fineTuning.jobs.cancel(id), OpenAI.BadRequestError);
  assert.equal((await finished(id)).fine_tuned_model, null);
});

test('jobs: a bad file fails the job and says why', async () => {
  const few = await upload(prompts(3));
  const job = await finished((await client.fineTuning.jobs.create({ model: 'curie', training_file: few.id })).id);
  assert.equal(job.status, 'failed');
  assert.equal(job.model, 'curie');
  assert.equal(job.error.code, 'invalid_n_examples');
  assert.equal(job.error.param, 'training_file');
});

test('completions: whole, with probabilities, and streamed', async () => {
  const { fine_tuned_model: model } = await train();
  const request = { model, prompt: `a sweet red apple${separator}`, temperature: 0, max_tokens: 5 };
  const whole = await client.completions.create({ ...request, logprobs: 2, echo: true });
  assert.equal(whole.choices[0].text, `${request.prompt} fruit`);
  const { tokens, token_logprobs: probabilities, text_offset: offsets } = whole.choices[0].logprobs;
  assert.equal(tokens.join(''), whole.choices[0].text);
  assert.equal(offsets.at(-1), request.prompt.length);
  assert.ok(probabilities.at(-1) <= 0);
  const both = await client.completions.create({ ...request, n: 2 });
  assert.deepEqual(both.choices.map((choice) => choice.text).sort(), [' fruit', ' machine']);
  let text = '';
  let reason;
  let usage;
  for await (const piece of await client.completions.create({
    ...request, stream: true, stream_options: { include_usage: true },
  })) {
    text += piece.choices[0]?.text ?? '';
    reason = piece.choices[0]?.finish_reason ?? reason;
    usage = piece.usage ?? usage;
  }
  assert.equal(text, ' fruit');
  assert.equal(reason, 'stop');
  assert.deepEqual(usage, (await client.completions.create(request)).usage);
});

test('chat: whole, with probabilities, and streamed', async () => {
  const { fine_tuned_model: model } = await train({ training_file: chatFile.id });
  const messages = [{ role: 'system', content: 'Sort.' }, { role: 'user', content: 'a loud engine of a car' }];
  const whole = await client.chat.completions.create({ model, messages, logprobs: true, top_logprobs: 2 });
  assert.equal(whole.choices[0].message.content, 'machine');
  assert.equal(whole.choices[0].finish_reason, 'stop');
  assert.equal(whole.choices[0].logprobs.content[0].token, 'machine');
  assert.equal(whole.choices[0].logprobs.content[0].top_logprobs.length, 2);
  const runner = client.chat.completions.stream({ model, messages });
  assert.equal(await runner.finalContent(), 'machine');
});

test('responses: whole and streamed', async () => {
  const { fine_tuned_model: model } = await train({ training_file: chatFile.id });
  const input = [{ role: 'user', content: 'a loud engine of a car' }];
  const whole = await client.responses.create({ model, instructions: 'Sort.', input });
  assert.equal(whole.output_text, 'machine');
  assert.equal(whole.status, 'completed');
  const final = await client.responses.stream({ model, input }).finalResponse();
  assert.equal(final.output_text, 'machine');
  await assert.rejects(
    client.responses.create({ model, input, previous_response_id: whole.id }), OpenAI.BadRequestError);
});

test('models: list, retrieve, a checkpoint, delete', async () => {
  const job = await train();
  const ids = [];
  for await (const model of client.models.list()) {
    ids.push(model.id);
  }
  assert.ok(['local-baseline', 'davinci', job.fine_tuned_model].every((id) => ids.includes(id)));
  assert.equal((await client.models.retrieve(job.fine_tuned_model)).owned_by, 'local');
  const { data: [checkpoint] } = await client.fineTuning.jobs.checkpoints.list(job.id);
  const answer = await client.completions.create({
    model: checkpoint.fine_tuned_model_checkpoint, prompt: `apple${separator}`,
  });
  assert.equal(answer.choices[0].text, ' fruit');
  assert.equal((await client.models.delete(job.fine_tuned_model)).deleted, true);
  await assert.rejects(client.models.retrieve(job.fine_tuned_model), OpenAI.NotFoundError);
  await assert.rejects(client.models.delete('local-baseline'), OpenAI.PermissionDeniedError);
});

test('errors: each status becomes its class, with code and param', async () => {
  const stranger = new OpenAI({ baseURL: process.env.OPENAI_BASE_URL, apiKey: 'sk-wrong', maxRetries: 0 });
  await assert.rejects(stranger.models.list(), (e) => e instanceof OpenAI.AuthenticationError && e.code === 'invalid_api_key');
  await assert.rejects(
    client.completions.create({ model: 'nobody', prompt: 'x' }),
    (e) => e instanceof OpenAI.NotFoundError && e.code === 'model_not_found' && e.requestID.startsWith('req_'));
  await assert.rejects(client.fineTuning.jobs.retrieve('ftjob-none'), OpenAI.NotFoundError);
  await assert.rejects(
    client.fineTuning.jobs.create({ model: 'local-baseline', training_file: 'file-none' }),
    (e) => e instanceof OpenAI.NotFoundError && e.param === 'training_file');
  await assert.rejects(
    client.fineTuning.jobs.create({
      model: 'local-baseline', training_file: trainingFile.id, hyperparameters: { n_epochs: 51 },
    }),
    (e) => e instanceof OpenAI.BadRequestError && e.param === 'hyperparameters.n_epochs');
});
