using ConnectorBuild.CustomCode;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Packages;
using ConnectorBuild.Projects;

namespace ConnectorBuild.Validation;

/// <summary>
/// A project with its connectors, for one run: each file is opened once, each variant is validated once, and what was validated is what
/// is packaged and deployed, whatever becomes of the files meanwhile.
/// </summary>
public sealed class ValidatedProject
{
    private readonly Func<string, FileStream>? _open;
    private readonly ScriptCompiler? _compiler;
    private readonly Dictionary<ConnectorProject, Member> _members = new(ReferenceEqualityComparer.Instance);

    private ValidatedProject(
        ConnectorProject project, IReadOnlyList<ConnectorProject> connectors, Func<string, FileStream>? open, ScriptCompiler? compiler)
    {
        Project = project;
        Connectors = connectors;
        _open = open;
        _compiler = compiler;
    }

    /// <summary>The project.</summary>
    public ConnectorProject Project { get; }

    /// <summary>The projects of its connectors; a connector project is its own only one.</summary>
    public IReadOnlyList<ConnectorProject> Connectors { get; }

    /// <summary>Opens a project; of its files only the descriptions of a solution's projects are read yet.</summary>
    /// <param name="project">A connector project, or a solution project.</param>
    /// <param name="compiler">Compiles scripts; null to leave them alone.</param>
    /// <exception cref="ConnectorException">CB6109: a description cannot be read; CB6245: a project says that it belongs to another
    /// solution or publisher.</exception>
    public static ValidatedProject Open(ConnectorProject project, ScriptCompiler? compiler = null) => Open(project, open: null, compiler);

    /// <summary>Opens a project whose files are opened by a function of the caller's.</summary>
    internal static ValidatedProject Open(ConnectorProject project, Func<string, FileStream>? open, ScriptCompiler? compiler = null)
    {
        ArgumentNullException.ThrowIfNull(project);
        return new ValidatedProject(project, SolutionMembers.Of(project), open, compiler);
    }

    /// <summary>Opens a connector project, or a folder of connector files, by itself.</summary>
    internal static ValidatedProject OpenConnector(ConnectorProject connector, ScriptCompiler? compiler) =>
        new(connector, [connector], open: null, compiler);

    /// <summary>Validates the content of a connector for one environment.</summary>
    /// <param name="connector">One of <see cref="Connectors"/>.</param>
    /// <param name="environmentName">Whose patches apply; null for the base.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public ValidationResult Validate(ConnectorProject connector, string? environmentName, CancellationToken cancellationToken = default) =>
        Of(connector).Validate(environmentName, cancellationToken).Result;

    /// <summary>The content of every connector for one environment, checked as a build checks it.</summary>
    /// <param name="environmentName">Whose patches apply; null for the base.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="ConnectorException">
    /// Connectors have errors; the errors of all connectors are reported. CB6201 to CB6217, CB6247: names, lengths or content that no
    /// environment takes.
    /// </exception>
    public IReadOnlyList<ValidatedContent> Require(string? environmentName, CancellationToken cancellationToken = default)
    {
        var contents = All(environmentName, cancellationToken)
            .Select(c => new ValidatedContent(c.Project, c.Content) { BaseProperties = c.Reader.Read(null, cancellationToken).Properties?.Document })
            .ToList();
        var errors = PackageFindings.Errors(this, environmentName, contents, cancellationToken);
        return errors.Count > 0 ? throw new ConnectorException(errors) : contents;
    }

    /// <summary>The package of all connectors.</summary>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="ConnectorException">A connector has errors; CB6243: an environment's patch cannot travel in a package.</exception>
    public ConnectorPackage Package(CancellationToken cancellationToken = default) =>
        ConnectorPackage.Create(SolutionManifest.Create(Project), All(environmentName: null, cancellationToken), cancellationToken);

    /// <summary>The files of a connector with an environment's patches applied.</summary>
    internal ConnectorFiles Files(ConnectorProject connector, string? environmentName, CancellationToken cancellationToken) =>
        Of(connector).Validate(environmentName, cancellationToken).Files;

    private List<ValidatedConnector> All(string? environmentName, CancellationToken cancellationToken)
    {
        var validated = new List<ValidatedConnector>();
        var errors = new List<Diagnostic>();
        foreach (var connector in Connectors)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var member = Of(connector);
            var (files, result) = member.Validate(environmentName, cancellationToken);
            if (result.HasErrors || result.Content is not { } content)
            {
                errors.AddRange(result.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error));
            }
            else
            {
                validated.Add(new ValidatedConnector(connector, member.Reader, files, content));
            }
        }

        return errors.Count > 0 ? throw new ConnectorException(errors) : validated;
    }

    private Member Of(ConnectorProject connector)
    {
        if (!_members.TryGetValue(connector, out var member))
        {
            _members[connector] = member = new Member(connector, new ConnectorFilesReader(connector, _open), _compiler);
        }

        return member;
    }

    private sealed class Member(ConnectorProject project, ConnectorFilesReader reader, ScriptCompiler? compiler)
    {
        private readonly Dictionary<string, (ConnectorFiles Files, ValidationResult Result)> _variants = new(StringComparer.Ordinal);
        private ScriptCompilation? _compilation;

        public ConnectorFilesReader Reader => reader;

        public (ConnectorFiles Files, ValidationResult Result) Validate(string? environmentName, CancellationToken cancellationToken)
        {
            // What no patch changes is the same for every environment.
            var variant = environmentName is not null && PatchFiles.Exist(project, environmentName) ? environmentName : null;
            if (!_variants.TryGetValue(variant ?? "", out var validated))
            {
                cancellationToken.ThrowIfCancellationRequested();
                var files = Compiled(reader.Read(variant, cancellationToken), cancellationToken);
                _variants[variant ?? ""] = validated = (files, ConnectorValidator.Validate(files, cancellationToken));
            }

            return validated;
        }

        // No patch changes a script.
        private ConnectorFiles Compiled(ConnectorFiles files, CancellationToken cancellationToken)
        {
            files = _compilation is null ? ScriptCompilations.Add(files, compiler, cancellationToken) : files with { Compilation = _compilation };
            _compilation = files.Compilation;
            return files;
        }
    }
}
