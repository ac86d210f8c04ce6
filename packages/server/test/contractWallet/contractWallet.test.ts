import { randomBytes } from 'node:crypto'
import { startAnvil } from '@offrampkit/sandbox/node'
import {
  type Address,
  createTestClient,
  encodeDeployData,
  encodeFunctionData,
  getContractAddress,
  type Hex,
  http,
  parseAbi,
  publicActions,
  serializeErc6492Signature,
  walletActions,
  zeroHash,
} from 'viem'
import { generatePrivateKey, privateKeyToAccount } from 'viem/accounts'
import { createSiweMessage } from 'viem/siwe'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createSiweAuth } from '../../src/siwe/auth.ts'
import { memoryStore } from '../../src/stores/memory.ts'
import { walletBytecode } from './walletBytecode.generated.ts'

const walletAbi = parseAbi(['constructor(address owner)'])
const factoryAbi = parseAbi(['function create(address owner, bytes32 salt) returns (address)'])
const otherSalt: Hex = `0x${'01'.repeat(32)}`
const owner = privateKeyToAccount(generatePrivateKey())
const stranger = privateKeyToAccount(generatePrivateKey())

async function startChain(chainId: number) {
  const anvil = await startAnvil({ chainId, blockTimeMs: 0 })
  const client = createTestClient({ mode: 'anvil', transport: http(anvil.rpcUrl) })
    .extend(publicActions)
    .extend(walletActions)
  const [account] = (await client.getAddresses()) as [Address]
  const send = async (to: Address | undefined, data: Hex) => {
    const hash = await client.sendTransaction({ account, chain: null, data, ...(to ? { to } : {}) })
    return await client.waitForTransactionReceipt({ hash })
  }
  // The first that this account sends: at the same address on every chain.
  const { contractAddress: factory } = await send(undefined, walletBytecode.ContractWalletFactory)
  if (!factory) throw new Error('There is no factory.')
  return { chainId, client, send, factory, close: anvil.close }
}

let home: Awaited<ReturnType<typeof startChain>>
let elsewhere: typeof home

beforeAll(async () => {
  ;[home, elsewhere] = await Promise.all([startChain(8453), startChain(10)])
  await home.send(home.factory, creation(owner.address))
}, 60_000)
afterAll(async () => {
  await Promise.all([home?.close(), elsewhere?.close()])
})

const creation = (of: Address, salt: Hex = zeroHash) =>
  encodeFunctionData({ abi: factoryAbi, functionName: 'create', args: [of, salt] })

const walletOf = (of: Address, salt: Hex = zeroHash) =>
  getContractAddress({
    opcode: 'CREATE2',
    from: home.factory,
    salt,
    bytecode: encodeDeployData({ abi: walletAbi, bytecode: walletBytecode.ContractWallet, args: [of] }),
  })

interface SignIn {
  address: Address
  chainId?: number
  by?: typeof owner
  /** Around the key's signature. */
  wrap?: (signature: Hex) => Hex
}

/** Signs in as a page does, and says whose session it is. */
async function signIn({
  address,
  chainId = home.chainId,
  by = owner,
  wrap = (signature) => signature,
}: SignIn) {
  const auth = createSiweAuth({
    domain: 'app.example',
    secret: randomBytes(32).toString('base64url'),
    store: memoryStore(),
    client: (id) => [home, elsewhere].find((chain) => chain.chainId === id)?.client ?? null,
  })
  const ask = (path: string, init?: RequestInit) =>
    auth.handler(new Request(`https://app.example/api/siwe/${path}`, init))
  const { nonce } = (await (await ask('nonce')).json()) as { nonce: string }
  const [domain, uri] = ['app.example', 'https://app.example']
  const message = createSiweMessage({ address, chainId, domain, uri, nonce, version: '1' })
  const signature = wrap(await by.signMessage({ message }))
  const response = await ask('verify', {
    method: 'POST',
    headers: { origin: uri, 'content-type': 'application/json' },
    body: JSON.stringify({ message, signature }),
  })
  if (!response.ok) return response.status
  const cookie = response.headers.get('set-cookie')?.split(';')[0] ?? ''
  return await auth.authenticate(
    new Request('https://app.example/api/offramp/orders', { headers: { cookie } }),
  )
}

/** What ERC-6492 puts around a signature: how the account is made that it is of. */
const undeployed =
  (salt: Hex = otherSalt, of = owner.address) =>
  (signature: Hex) =>
    serializeErc6492Signature({ address: home.factory, data: creation(of, salt), signature })

const sessionOf = (address: Address, chainId = home.chainId) => ({
  userId: `eip155:${chainId}:${address.toLowerCase()}`,
  addresses: [{ address, network: `eip155:${chainId}` }],
})

describe('a contract account (ERC-1271)', () => {
  it('signs in on its own chain, and is its owner’s on that chain alone', async () => {
    const address = walletOf(owner.address)
    expect(await signIn({ address })).toEqual(sessionOf(address))
  })

  it('is refused on a chain where it is not', async () => {
    expect(await signIn({ address: walletOf(owner.address), chainId: elsewhere.chainId })).toBe(401)
    expect(await signIn({ address: walletOf(owner.address), chainId: 1 })).toBe(401)
  })

  it('is refused when somebody else signs', async () => {
    expect(await signIn({ address: walletOf(owner.address), by: stranger })).toBe(401)
    expect(await signIn({ address: walletOf(stranger.address) })).toBe(401)
  })

  it('has no say for another account: a key’s, or a contract’s that speaks for nobody', async () => {
    expect(await signIn({ address: stranger.address })).toBe(401)
    expect(await signIn({ address: home.factory })).toBe(401)
  })

  it('does not make its owner’s own account one of a chain', async () => {
    const { address } = owner
    const user = { userId: `eip155:${address.toLowerCase()}`, addresses: [address] }
    expect(await signIn({ address })).toEqual(user)
  })
})

describe('a contract account that is not there yet (ERC-6492)', () => {
  it('signs in where it could be made, and is not made by that', async () => {
    const address = walletOf(owner.address, otherSalt)
    for (const { chainId, client } of [home, elsewhere]) {
      expect(await signIn({ address, chainId, wrap: undeployed() })).toEqual(sessionOf(address, chainId))
      expect(await client.getCode({ address })).toBeUndefined()
    }
  })

  it('signs in with the same signature once it is there', async () => {
    const address = walletOf(owner.address)
    expect(await signIn({ address, wrap: undeployed(zeroHash) })).toEqual(sessionOf(address))
  })

  it('is refused when somebody else signs, or nothing says how it is made', async () => {
    const address = walletOf(owner.address, otherSalt)
    expect(await signIn({ address, by: stranger, wrap: undeployed() })).toBe(401)
    expect(await signIn({ address })).toBe(401)
  })

  it('is refused when what is made is another account', async () => {
    const address = walletOf(owner.address, otherSalt)
    expect(await signIn({ address, wrap: undeployed(`0x${'02'.repeat(32)}`) })).toBe(401)
    const strangers = undeployed(otherSalt, stranger.address)
    expect(await signIn({ address, by: stranger, wrap: strangers })).toBe(401)
  })
})
