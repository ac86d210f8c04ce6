import { createServer } from 'node:http'
import { readFile } from 'node:fs/promises'
import { chromium } from 'playwright'
const dir='/tmp/h-page/sb'
const types={'.html':'text/html','.js':'text/javascript','.css':'text/css','.json':'application/json','.svg':'image/svg+xml'}
const server=createServer(async(q,r)=>{const p=new URL(q.url,'http://x').pathname; try{const b=await readFile(dir+(p==='/'?'/index.html':decodeURIComponent(p))); r.setHeader('content-type',types[p.slice(p.lastIndexOf('.'))]??'text/html'); r.end(b)}catch{r.statusCode=404;r.end()}})
await new Promise(d=>server.listen(0,'127.0.0.1',d))
const url=`http://127.0.0.1:${server.address().port}`
const b=await chromium.launch({executablePath:process.env.CHROMIUM_PATH,args:['--no-sandbox','--disable-gpu']})
const page=await b.newPage({viewport:{width:900,height:900}})
page.on('console',m=>['error','warning'].includes(m.type())&&console.log('console',m.type(),m.text().slice(0,300)))
page.on('pageerror',e=>console.log('pageerror',e.message))
page.on('requestfailed',r=>console.log('failed',r.url()))
await page.goto(`${url}/iframe.html?id=play-a-whole-sale--play&viewMode=story&args=provider:capa`)
await page.getByRole('button',{name:/^Connect the/}).click()
const win=(part)=>page.frameLocator(`[data-testid="sandbox-window"][data-url*="${part}"] iframe`)
await win('/wallet').getByTestId('wallet-approve').click()
await page.getByRole('button',{name:/cash[- ]out/i}).first().click()
const panel=page.locator('dialog[data-screen]')
const say=async(w)=>{await page.waitForTimeout(1500);console.log(w,await panel.getAttribute('data-screen'),(await panel.innerText()).replace(/\n+/g,' | ').slice(0,400)); await page.screenshot({path:`/tmp/h-page/${w}.png`})}
await say('1')
await panel.getByRole('textbox',{name:'E-mail'}).fill('ada@example.com')
await panel.getByRole('button',{name:'Continue'}).click()
await say('2')
await panel.getByRole('link').first().click()
await say('3')
await win('/capa/kyc/').getByTestId('kyc-approve').click()
await say('4')
await panel.getByRole('button',{name:/^(Continue with|Open again)/}).click()
await say('5')
await b.close(); server.close()
