namespace SecureObs.Local;

/// <summary>
/// A failure that the person at the terminal can do something about: shown as one line, without a stack trace.
/// </summary>
internal sealed class LocalProblem(string what, string whatToDo) : Exception($"{what} {whatToDo}")
{
    public string What { get; } = what;

    public string WhatToDo { get; } = whatToDo;
}
