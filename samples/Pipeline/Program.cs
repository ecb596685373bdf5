return await Pipeline.Commands.InvokeAsync(args);
