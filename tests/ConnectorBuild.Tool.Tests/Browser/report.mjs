// What a browser makes of an HTML report, as one line of JSON. Arguments: the browser, the report, and a file for a picture, if there is to be one.
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';

// The package is where .ci/run installed it, and not above this file.
const puppeteer = createRequire(`${process.env.CONNECTORBUILD_NODE_CLIENTS}/`)('puppeteer-core');
const [browserPath, report, picture] = process.argv.slice(2);

const browser = await puppeteer.launch({ executablePath: browserPath, args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'] });
try {
  const page = await browser.newPage();
  const told = { console: [], requests: [], dialogs: [] };
  page.on('console', (message) => told.console.push(message.text()));
  page.on('pageerror', (error) => told.console.push(error.message));
  page.on('request', (request) => told.requests.push(request.url()));
  page.on('dialog', (dialog) => { told.dialogs.push(dialog.message()); return dialog.dismiss(); });

  const address = pathToFileURL(report).href;
  await page.goto(address, { waitUntil: 'load' });
  Object.assign(told, await page.evaluate(() => ({
    title: document.title,
    scripts: document.querySelectorAll('script, iframe, object, embed, img, link, form').length,
    handlers: [...document.querySelectorAll('*')].filter((e) => [...e.attributes].some((a) => a.name.startsWith('on'))).length,
    schemes: [...new Set([...document.links].map((a) => a.protocol))],
    headings: [...document.querySelectorAll('h1, h2, h3, h4')].map((h) => h.textContent),
    tables: [...document.querySelectorAll('table')].map((t) => t.rows.length),
    text: document.body.innerText,
  })));

  // The log is closed; a reader opens it.
  await page.click('summary');
  told.log = await page.evaluate(() => document.querySelector('details pre').innerText);

  // A telephone: what is too wide scrolls in itself, and the page does not; kinds and names of columns are not broken into letters.
  await page.setViewport({ width: 360, height: 640 });
  told.overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  told.broken = await page.evaluate(() => [...document.querySelectorAll('th, td:first-child')].filter((cell) => {
    const text = document.createRange();
    text.selectNodeContents(cell);
    return !/[\s-]/.test(cell.textContent.trim()) && text.getClientRects().length > 1;
  }).map((cell) => cell.textContent));

  // Contrast by WCAG 2, at the weakest place that shows text.
  told.contrast = {};
  for (const scheme of ['light', 'dark']) {
    await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
    told.contrast[scheme] = await page.evaluate(() => {
      const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
      const over = (colors) => {
        canvas.clearRect(0, 0, 1, 1);
        for (const color of colors) {
          canvas.fillStyle = color;
          canvas.fillRect(0, 0, 1, 1);
        }
        return canvas.getImageData(0, 0, 1, 1).data;
      };
      const luminance = ([r, g, b]) => [r, g, b].map((v) => v / 255).map((v) => (v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4))
        .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
      // "Canvas" is what the browser paints below everything.
      const below = (e) => (e ? [...below(e.parentElement), getComputedStyle(e).backgroundColor] : [canvasColor]);
      const probe = document.body.appendChild(document.createElement('i'));
      probe.style.backgroundColor = 'Canvas';
      const canvasColor = getComputedStyle(probe).backgroundColor;
      probe.remove();
      const holdsText = (e) => [...e.childNodes].some((n) => n.nodeType === 3 && n.data.trim());
      const shown = [...document.querySelectorAll('body *')].filter(holdsText);
      return Math.min(...shown.map((e) => {
        const [back, front] = [below(e), [...below(e), getComputedStyle(e).color]].map((c) => luminance(over(c))).sort((x, y) => x - y);
        return (front + 0.05) / (back + 0.05);
      }));
    });
  }

  if (picture) {
    await page.screenshot({ path: picture, fullPage: true });
  }
  console.log(JSON.stringify({ ...told, address }));
} finally {
  await browser.close();
}
