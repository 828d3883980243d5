namespace SecureObs.Api.Platform;

/// <summary>
/// Settings are read once, before the host is built, into records that check themselves: a value that makes no sense,
/// and a name that nobody knows, stop the start.
/// </summary>
internal static class Settings
{
    /// <exception cref="InvalidOperationException">A value has another type, or the section has a name that T does not know.</exception>
    public static T Read<T>(IConfiguration configuration, string section) where T : new()
    {
        try
        {
            return configuration.GetSection(section).Get<T>(options => options.ErrorOnUnknownConfiguration = true) ?? new T();
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
}
