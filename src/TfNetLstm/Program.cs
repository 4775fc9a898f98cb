using TfNetLstm.Commands;

return CommandLine.Run(Verbs.Root(ProgramContext.OfProcess()), args, Console.Out, Console.Error);
