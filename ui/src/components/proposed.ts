import { useQuery } from "@tanstack/react-query";

import { useBackend } from "../backend";

/** A whole path for a file: in the user's folder of documents, until something else is typed. Empty until that is known. */
export function useProposed(name: string): string {
  const backend = useBackend();
  const facts = useQuery({ queryKey: ["facts"], queryFn: () => backend.facts(), staleTime: Infinity });
  const folder = facts.data?.documents ?? "";
  if (folder === "") {
    return "";
  }
  const between = folder.includes("\\") ? "\\" : "/";
  return folder.endsWith(between) ? folder + name : folder + between + name;
}
