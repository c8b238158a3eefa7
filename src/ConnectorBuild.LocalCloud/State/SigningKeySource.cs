using System.Security.Cryptography;

namespace ConnectorBuild.LocalCloud.State;

/// <summary>
/// The key that signs tokens. A new one is searched for beside the start of the server, because that can take a tenth of a second and
/// more.
/// </summary>
internal sealed class SigningKeySource : IDisposable
{
    private readonly Lazy<RSA> _key;

    private SigningKeySource(Func<RSA> create)
    {
        _key = new Lazy<RSA>(create, LazyThreadSafetyMode.ExecutionAndPublication);
        ThreadPool.QueueUserWorkItem(static key => _ = key.Value, _key, preferLocal: false);
    }

    /// <summary>The key; waits for it where it is not there yet.</summary>
    public RSA Key => _key.Value;

    /// <summary>A given key (PEM), or a new one.</summary>
    public static SigningKeySource New(string? pem) => new(() =>
    {
        if (pem is null)
        {
            return RSA.Create(2048);
        }

        var key = RSA.Create();
        key.ImportFromPem(pem);
        return key;
    });

    /// <summary>A stored key (PKCS#8).</summary>
    /// <exception cref="CryptographicException">It is not a key.</exception>
    public static SigningKeySource Stored(byte[] pkcs8)
    {
        var key = RSA.Create();
        key.ImportPkcs8PrivateKey(pkcs8, out _);
        return new SigningKeySource(() => key);
    }

    /// <inheritdoc/>
    public void Dispose() => _key.Value.Dispose();
}
