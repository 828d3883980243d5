using SecureObs.Masking;

namespace SecureObs.Api.Platform;

/// <summary>
/// Settings are read once, before the host is built, into records that check themselves: a value that makes no sense,
/// and a name that nobody knows, stop the start. docs/configuration.md is made of these records and their comments.
/// </summary>
internal static class Settings
{
    /// <summary>A <see cref="SecretString"/> X can also be given as XFile, the path of a file with the secret alone.</summary>
    /// <exception cref="InvalidOperationException">A value has another type, a secret's file is not fit, or the section has a name that T does not know.</exception>
    public static T Read<T>(IConfiguration configuration, string section) where T : new()
    {
        var values = configuration.GetSection(section).AsEnumerable(makePathsRelative: true).ToDictionary(StringComparer.OrdinalIgnoreCase);
        TakeSecrets(values, typeof(T), section, "");
        try
        {
            return new ConfigurationBuilder().AddInMemoryCollection(values).Build().Get<T>(options => options.ErrorOnUnknownConfiguration = true) ?? new T();
        }
        catch (InvalidOperationException exception)
        {
            throw Refusal(section, $"cannot be read: {exception.Message}");
        }
    }

    /// <summary>A list under <c>key:0</c>, <c>key:1</c> …; a bare value would be ignored silently, so it is refused.</summary>
    public static string[] List(IConfiguration configuration, string key) => configuration.GetSection(key) switch
    {
        { Value: { Length: > 0 } } => throw Refusal(key, $"is a list: give its first entry as {key}:0"),
        var section => [.. section.GetChildren().Select(entry => entry.Value ?? "")],
    };

    public static InvalidOperationException Refusal(string key, string rule) => new($"Refusing to start: {key} {rule}.");

    /// <summary>Puts what stands in files of secrets in the place of their names.</summary>
    private static void TakeSecrets(Dictionary<string, string?> values, Type type, string section, string path)
    {
        foreach (var property in type.GetProperties())
        {
            var key = path + property.Name;
            if (property.PropertyType == typeof(SecretString))
                Take(key);
            else if (property.PropertyType.Assembly == typeof(Settings).Assembly && property.PropertyType.IsClass)
                TakeSecrets(values, property.PropertyType, section, $"{key}:");
        }

        void Take(string key)
        {
            values.Remove(key, out var value);
            values.Remove($"{key}File", out var file);
            if (Secret($"{section}:{key}", value, file) is { } secret)
                values[key] = secret.Reveal();
        }
    }

    private static SecretString? Secret(string key, string? value, string? file)
    {
        try
        {
            return SecretFile.Either(key, value, $"{key}File", file);
        }
        catch (InvalidOperationException exception)
        {
            throw new InvalidOperationException($"Refusing to start: {exception.Message}.", exception);
        }
    }
}
