// SPDX-License-Identifier: MIT
pragma solidity ^0.8.20;

/// Test tokens for the local sandbox chains. Worth nothing, meant for nothing else.
abstract contract SandboxToken {
    string public name;
    string public symbol;
    uint8 public immutable decimals;
    uint256 public totalSupply;
    mapping(address => uint256) public balanceOf;
    mapping(address => mapping(address => uint256)) public allowance;

    event Transfer(address indexed from, address indexed to, uint256 value);
    event Approval(address indexed owner, address indexed spender, uint256 value);

    error InsufficientBalance(uint256 has, uint256 needs);
    error InsufficientAllowance(uint256 has, uint256 needs);

    constructor(string memory name_, string memory symbol_, uint8 decimals_, address[] memory holders, uint256 each) {
        name = name_;
        symbol = symbol_;
        decimals = decimals_;
        for (uint256 i = 0; i < holders.length; i++) _mint(holders[i], each);
    }

    /// Anyone may mint: this is play money.
    function mint(address to, uint256 value) external {
        _mint(to, value);
    }

    function _mint(address to, uint256 value) internal {
        totalSupply += value;
        balanceOf[to] += value;
        emit Transfer(address(0), to, value);
    }

    function _move(address from, address to, uint256 value) internal virtual {
        uint256 has = balanceOf[from];
        if (has < value) revert InsufficientBalance(has, value);
        balanceOf[from] = has - value;
        balanceOf[to] += value;
        emit Transfer(from, to, value);
    }

    function _approve(address spender, uint256 value) internal {
        allowance[msg.sender][spender] = value;
        emit Approval(msg.sender, spender, value);
    }

    function _spend(address owner, uint256 value) internal {
        uint256 has = allowance[owner][msg.sender];
        if (has < value) revert InsufficientAllowance(has, value);
        if (has != type(uint256).max) allowance[owner][msg.sender] = has - value;
    }
}

/// Behaves as ERC-20 says: every call returns true.
contract PlainToken is SandboxToken {
    constructor(string memory n, string memory s, uint8 d, address[] memory h, uint256 each) SandboxToken(n, s, d, h, each) {}

    function transfer(address to, uint256 value) external returns (bool) {
        _move(msg.sender, to, value);
        return true;
    }

    function transferFrom(address from, address to, uint256 value) external returns (bool) {
        _spend(from, value);
        _move(from, to, value);
        return true;
    }

    function approve(address spender, uint256 value) external returns (bool) {
        _approve(spender, value);
        return true;
    }
}

/// USDC-like: returns true, and refuses to move money from or to a blocked address.
contract BlocklistToken is SandboxToken {
    mapping(address => bool) public isBlacklisted;

    error Blacklisted(address account);

    constructor(string memory n, string memory s, uint8 d, address[] memory h, uint256 each) SandboxToken(n, s, d, h, each) {}

    function setBlacklisted(address account, bool blocked) external {
        isBlacklisted[account] = blocked;
    }

    function _move(address from, address to, uint256 value) internal override {
        if (isBlacklisted[from]) revert Blacklisted(from);
        if (isBlacklisted[to]) revert Blacklisted(to);
        super._move(from, to, value);
    }

    function transfer(address to, uint256 value) external returns (bool) {
        _move(msg.sender, to, value);
        return true;
    }

    function transferFrom(address from, address to, uint256 value) external returns (bool) {
        _spend(from, value);
        _move(from, to, value);
        return true;
    }

    function approve(address spender, uint256 value) external returns (bool) {
        _approve(spender, value);
        return true;
    }
}

/// USDT-like: the transfer functions return nothing at all.
contract SilentToken is SandboxToken {
    constructor(string memory n, string memory s, uint8 d, address[] memory h, uint256 each) SandboxToken(n, s, d, h, each) {}

    function transfer(address to, uint256 value) external {
        _move(msg.sender, to, value);
    }

    function transferFrom(address from, address to, uint256 value) external {
        _spend(from, value);
        _move(from, to, value);
    }

    function approve(address spender, uint256 value) external {
        _approve(spender, value);
    }
}
