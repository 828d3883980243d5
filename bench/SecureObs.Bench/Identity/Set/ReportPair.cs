namespace SecureObs.Bench.Identity;

/// <summary>How git tells that two findings are one. docs/identity.md has the rules.</summary>
internal enum Tracking
{
    /// <summary>The line is still there, maybe under another number or in a renamed file.</summary>
    Stays,

    /// <summary>The line was cut out and pasted elsewhere.</summary>
    Moved,

    /// <summary>The line was replaced by another at the same place.</summary>
    Edited,

    /// <summary>The same code, broken into lines otherwise.</summary>
    Rewrapped,
}

/// <summary>Why nobody can say whether a finding is old or new.</summary>
internal enum Unclear
{
    /// <summary>It is in lines that were replaced by another number of lines.</summary>
    UnequalHunk,

    /// <summary>The line that stands in its place has little in common with it.</summary>
    TooDifferent,

    /// <summary>Its line was copied, and the original is gone.</summary>
    CopiedAndGone,

    /// <summary>Its line has another number of findings of the rule than before.</summary>
    NumberOnLine,

    /// <summary>A line much like it is new at another place.</summary>
    MovedAndEdited,

    /// <summary>Git could not follow its file.</summary>
    NotTracked,

    /// <summary>Git's algorithms differ in where its line went.</summary>
    Disputed,
}

/// <param name="Old">Position in the older report.</param>
/// <param name="New">Position in the newer report.</param>
internal sealed record SamePair(int Old, int New, Tracking How);

/// <summary>Two reports of one scanner on two commits of one repository, and which findings are the same.</summary>
/// <param name="Distance">Commits between the two, along the first parents.</param>
/// <param name="Old">In the order of the report; so is <paramref name="New"/>.</param>
/// <param name="UnclearOld">Positions for which git does not tell, and why; they do not count.</param>
/// <param name="Copies">Positions in the newer report whose line was copied from one that is still there: new findings.</param>
internal sealed record ReportPair(
    string Repository, string OldCommit, string NewCommit, int Distance, string Scanner,
    IReadOnlyList<PairFinding> Old, IReadOnlyList<PairFinding> New, IReadOnlyList<SamePair> Same,
    IReadOnlyDictionary<int, Unclear> UnclearOld, IReadOnlyDictionary<int, Unclear> UnclearNew, IReadOnlySet<int> Copies);
