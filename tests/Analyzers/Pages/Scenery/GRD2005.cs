using Guarded;
using Guarded.Store.Hashing;
using Guarded.Store.Ledger;
using Guarded.Store.Payloads;
