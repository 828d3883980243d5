namespace SecureObs.Masking;

public static class SecretMask
{
    public static string Match(string match) => match;
    public static string Text(string text, bool secretRule = false) => text;
    public static bool IsSecretRule(string scanner, string ruleId) => false;
}
