using ConnectorBuild.Tool;

return await ConnectorTool.RunAsync(args, ToolStreams.Process(), TimeProvider.System).ConfigureAwait(false);
