namespace ConnectorBuild.Rules.Engine;

/// <summary>Runs the catalogue over one connector.</summary>
internal static class RuleRunner
{
    private static readonly RuleSet Set = new(RuleCatalogue.Rules);

    public static void Run(RuleContext context, CancellationToken cancellationToken)
    {
        foreach (var check in Set.Connector)
        {
            check(context);
        }

        if (context.Connector is { Script: { } script, Files.Compilation: { NotCompiled: null } compilation })
        {
            foreach (var check in Set.CompiledScript)
            {
                check(compilation, script, context);
            }
        }

        if (context.Connector.IsSwagger)
        {
            new DefinitionWalker(Set, context, cancellationToken).Walk();
        }

        new PropertiesWalker(Set, context).Walk();
    }
}
