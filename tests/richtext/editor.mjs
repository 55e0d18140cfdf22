// node editor.mjs WORDPRESS POSTS.json      what WordPress's own block editor makes of post contents, as JSON.
//
// WORDPRESS is a folder that holds wp-includes, such as Debian's /usr/share/wordpress. POSTS.json maps names to contents.
// The scripts that WordPress ships for the editor run in jsdom, which is looked for in the folder JSDOM_FROM, else here.
// Written: {"version", "blocks", "invalid": [...], "unknown": [...], "loose": [...], "rewritten": [...]}, where
// `invalid` is what the editor offers to repair, `unknown` names no block of this WordPress, `loose` is text outside of
// blocks, and `rewritten` is what the editor accepts and would save otherwise than it stands.
import fs from 'node:fs';
import path from 'node:path';
import vm from 'node:vm';
import { createRequire } from 'node:module';

const [wordpress, posts] = process.argv.slice(2);
const folder = process.env.JSDOM_FROM || process.cwd();
const { JSDOM, VirtualConsole } = createRequire(path.join(folder, 'x.js'))('jsdom');
const includes = path.join(wordpress, 'wp-includes');
const scripts = path.join(includes, 'js/dist');

function browser() {
  const dom = new JSDOM('<!doctype html><body></body>', {
    url: 'http://localhost/wp-admin/', runScripts: 'outside-only', pretendToBeVisual: true,
    virtualConsole: new VirtualConsole(), // the editor logs every fault that it finds; we read them from the blocks
  });
  const { window } = dom;
  const nothing = () => {};
  class Observer { observe() {} unobserve() {} disconnect() {} }
  Object.assign(window, {
    matchMedia: () => ({ matches: false, addListener: nothing, removeListener: nothing, addEventListener: nothing, removeEventListener: nothing }),
    ResizeObserver: Observer, IntersectionObserver: Observer, CSS: { escape: text => text, supports: () => false },
    fetch: () => new Promise(nothing), scrollTo: nothing, structuredClone, TextEncoder, TextDecoder,
  });
  // as a script of the page, whose `var`s are the page's
  const run = code => new vm.Script(code).runInContext(dom.getInternalVMContext());
  return { window, run };
}

// what each script needs, from WordPress's own list
function needs() {
  const listed = ['script-loader-packages.php', 'script-loader-packages.min.php'].map(name => path.join(includes, 'assets', name));
  const text = fs.readFileSync(listed.find(file => fs.existsSync(file)), 'utf8');
  const found = { 'react-dom': ['react'], 'react-jsx-runtime': ['react'] };
  for (const [, name, list] of text.matchAll(/'([a-z0-9-]+)(?:\.min)?\.js'\s*=>\s*array\(\s*'dependencies'\s*=>\s*array\(([^)]*)\)/g))
    found['wp-' + name] = [...list.matchAll(/'([^']+)'/g)].map(match => match[1]);
  return found;
}

function editor({ window, run }) {
  const known = needs(), loaded = new Set();
  const load = name => {
    if (loaded.has(name)) return;
    loaded.add(name);
    (known[name] || []).forEach(load);
    const stem = name.startsWith('wp-') && known[name] ? path.join(scripts, name.slice(3)) : path.join(scripts, 'vendor', name);
    const file = ['.min.js', '.js'].map(end => stem + end).find(one => fs.existsSync(one));
    if (file) run(fs.readFileSync(file, 'utf8'));
    if (name === 'lodash' && file) run('window.lodash = window._');
  };
  load('wp-block-library');
  window.wp.blockLibrary.registerCoreBlocks();
  return window.wp.blocks;
}

// markup as it matters to the editor: attributes, classes and styles in any order, blanks in a row one, none at tags
function normal(window, html) {
  const box = window.document.createElement('div');
  box.innerHTML = html.trim();
  for (const element of box.querySelectorAll('*')) {
    const attributes = [...element.attributes].map(({ name, value }) => [name, value]);
    attributes.forEach(([name]) => element.removeAttribute(name));
    for (const [name, value] of attributes.sort()) {
      const written = name === 'class' ? value.split(/\s+/).filter(Boolean).sort().join(' ')
        : name === 'style' ? value.replace(/\s*([:;])\s*/g, '$1').replace(/;$/, '') : value;
      element.setAttribute(name, written);
    }
  }
  return box.innerHTML.replace(/\s+/g, ' ').replace(/ ?(<[^>]*>) ?/g, '$1').trim();
}

function faults(blocks, block) {
  const issues = block.validationIssues?.length ? block.validationIssues : blocks.validateBlock(block)[1];
  return (issues || []).map(({ args }) => {
    const [text, ...values] = args || [];
    return String(text).replace(/%[sodj]/g, () => String(JSON.stringify(values.shift())).slice(0, 200)).slice(0, 300);
  });
}

const page = browser(), { window } = page, blocks = editor(page);
const told = { version: '', blocks: 0, invalid: [], unknown: [], loose: [], rewritten: [] };
told.version = fs.readFileSync(path.join(includes, 'version.php'), 'utf8').match(/wp_version = '([^']+)/)[1];

function look(post, block, above) {
  const at = `${above}/${block.name.replace('core/', '')}`, was = (block.originalContent || '').trim();
  told.blocks += 1;
  const unknown = block.name === 'core/missing' && block.attributes.originalName;
  if (unknown) told.unknown.push({ post, at, name: unknown });
  else if (block.name === 'core/missing' || block.name === 'core/freeform') told.loose.push({ post, at, was: was.slice(0, 300) });
  else if (!block.isValid) told.invalid.push({ post, at, was: was.slice(0, 300), why: faults(blocks, block) });
  else if (block.name !== 'core/html') {
    const now = blocks.getSaveContent(block.name, block.attributes, []); // as `was`, without the blocks in it
    if (normal(window, now) !== normal(window, was)) told.rewritten.push({ post, at, was: was.slice(0, 300), now: now.slice(0, 300) });
  }
  block.innerBlocks.forEach(inner => look(post, inner, at));
}

for (const [post, content] of Object.entries(JSON.parse(fs.readFileSync(posts, 'utf8'))))
  for (const block of blocks.parse(content, { __unstableSkipMigrationLogs: true })) look(post, block, '');
process.stdout.write(JSON.stringify(told), () => process.exit(0));
