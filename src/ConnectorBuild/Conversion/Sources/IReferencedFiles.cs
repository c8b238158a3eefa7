using ConnectorBuild.Definition;

namespace ConnectorBuild.Conversion.Sources;

/// <summary>Reads the files that a definition refers to. An implementation reads below the project's folder only, bounds what it reads, and
/// reports what is wrong with the texts.</summary>
internal interface IReferencedFiles
{
    /// <summary>Reads a file.</summary>
    /// <param name="path">The path relative to the project's folder, with forward slashes and without <c>..</c>.</param>
    /// <returns>The file as it was read; null if there is none, or it lies outside once links are followed.</returns>
    SourceFile? Read(string path);

    /// <summary>Whether the path is that of a file which lies outside once links are followed, and is not read for that.</summary>
    /// <param name="path">As for <see cref="Read"/>.</param>
    bool LeadsOut(string path) => false;
}

/// <summary>For a document without a folder: no reference to a file can be followed.</summary>
internal sealed class NoReferencedFiles : IReferencedFiles
{
    public static NoReferencedFiles Instance { get; } = new();

    public SourceFile? Read(string path) => null;
}
