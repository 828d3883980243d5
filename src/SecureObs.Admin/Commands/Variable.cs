using SecureObs.Masking;

namespace SecureObs.Admin.Commands;

/// <summary>What an operator gives by the environment: NAME, or NAME_FILE with the path of a file that holds it.</summary>
internal static class Variable
{
    /// <exception cref="InvalidOperationException">Both are set, or the file is not fit.</exception>
    public static SecretString? Read(string name) =>
        SecretFile.Either(name, Environment.GetEnvironmentVariable(name), $"{name}_FILE", Environment.GetEnvironmentVariable($"{name}_FILE"));
}
