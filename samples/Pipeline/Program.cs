return await Pipeline.Commands.PipelineCommand.InvokeAsync(args);
