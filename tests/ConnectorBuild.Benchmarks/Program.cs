using BenchmarkDotNet.Running;
using ConnectorBuild.Benchmarks;

// With "quick", "convert", "deploy", "gateway" or "write": figures in a minute, or the corpus as files for other tools. Everything else
// is BenchmarkDotNet's.
return args switch
{
    ["quick", .. var rest] => QuickFigures.Print(Corpus.Load(rest.FirstOrDefault())),
    ["convert"] => ConversionFigures.Print(),
    ["deploy"] => await DeploymentFigures.PrintAsync().ConfigureAwait(false),
    ["gateway"] => await GatewayFigures.PrintAsync().ConfigureAwait(false),
    ["write", var folder, .. var rest] => Corpus.Write(Corpus.Load(rest.FirstOrDefault()), folder),
    _ => BenchmarkSwitcher.FromAssembly(typeof(ValidationBenchmarks).Assembly).Run(args).Any() ? 0 : 1,
};
