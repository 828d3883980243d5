using System.Collections.Concurrent;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Primitives;

namespace SecureObs.Api.Tests.Conventions.Configuration;

/// <summary>A source of configuration that has nothing, is asked first, and notes what for.</summary>
internal sealed class AskedKeys : IConfigurationSource, IConfigurationProvider
{
    private readonly ConcurrentDictionary<string, bool> asked = new(StringComparer.OrdinalIgnoreCase);

    public ICollection<string> Keys => asked.Keys;

    public IConfigurationProvider Build(IConfigurationBuilder builder) => this;

    public bool TryGet(string key, out string? value)
    {
        asked.TryAdd(key, true);
        value = null;
        return false;
    }

    public IEnumerable<string> GetChildKeys(IEnumerable<string> earlierKeys, string? parentPath)
    {
        if (parentPath is not null)
            asked.TryAdd(parentPath, true);
        return earlierKeys;
    }

    public void Set(string key, string? value)
    {
    }

    public IChangeToken GetReloadToken() => new CancellationChangeToken(CancellationToken.None);

    public void Load()
    {
    }
}
