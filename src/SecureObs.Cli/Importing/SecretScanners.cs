namespace SecureObs.Cli.Importing;

/// <summary>Tools that report nothing but secrets: what they quote is one.</summary>
internal static class SecretScanners
{
    private static readonly HashSet<string> Keys = ["gitleaks", "trufflehog", "detect-secrets", "secretlint", "ggshield", "kingfisher", "nosey-parker", "whispers"];

    public static bool Contains(string scanner) => Keys.Contains(scanner);
}
