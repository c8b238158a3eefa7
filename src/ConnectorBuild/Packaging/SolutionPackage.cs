using ConnectorBuild.Project;
using ConnectorBuild.Rules;

namespace ConnectorBuild.Packaging;

/// <summary>Solution packages: the zip that Dataverse imports, and the folder that source control keeps.</summary>
public static class SolutionPackage
{
    /// <summary>
    /// Writes a solution zip in the form of a server's export. The bytes depend on the arguments only: not on the machine, the day, the order of
    /// the connectors, the culture or the time zone.
    /// </summary>
    /// <param name="output">Where to; need not be seekable and stays open. Nothing is written if a check fails.</param>
    /// <param name="solution">The solution.</param>
    /// <param name="connectors">The connectors in it, at least one where the solution is to do something.</param>
    /// <param name="managed">Whether targets may only use it.</param>
    /// <exception cref="ConnectorException">A check of <see cref="PackageChecks"/> found an error. Its warnings are not reported here.</exception>
    public static void Write(Stream output, SolutionManifest solution, IReadOnlyList<ConnectorRow> connectors, bool managed)
    {
        ArgumentNullException.ThrowIfNull(output);
        ThrowOnErrors(PackageChecks.Check(solution, connectors));
        var zip = new ZipWriter(output);
        foreach (var file in PackageContent.Create(solution, connectors, managed ? SolutionPackageType.Managed : SolutionPackageType.Unmanaged))
        {
            zip.Add(file.Path, file.Content.Span);
        }

        zip.Finish();
    }

    private static void ThrowOnErrors(IReadOnlyList<Diagnostic> diagnostics)
    {
        var errors = diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error).ToList();
        if (errors.Count > 0)
        {
            throw new ConnectorException(errors);
        }
    }
}
