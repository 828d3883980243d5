namespace SecureObs.Identity;

/// <summary>By what a finding was recognised, the strongest first.</summary>
public enum Rung
{
    /// <summary>The same lines in the same file.</summary>
    Content = 1,

    /// <summary>The same lines in a file that was renamed, or moved to another file.</summary>
    MovedContent = 2,

    /// <summary>Edited lines in the same place: between what did not change.</summary>
    EditedLine = 3,
}

/// <summary>A finding of before and one of now are the same. Numbers are positions in the two lists.</summary>
public readonly record struct Recognised(int Old, int New, Rung Rung);
