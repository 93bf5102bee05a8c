// A notebook of one page on JupyterLab's own kernel connection and output areas, and the widgets library.
import "@lumino/widgets/style/index.css";
import "@jupyterlab/rendermime/style/base.css";
import "@jupyterlab/outputarea/style/base.css";
import { KernelManager, ServerConnection } from "@jupyterlab/services";
import { OutputArea, OutputAreaModel } from "@jupyterlab/outputarea";
import { HTMLManager } from "@jupyter-widgets/html-manager";
import { shims } from "@jupyter-widgets/base";
import { Widget } from "@lumino/widgets";

class Manager extends HTMLManager {
  constructor(kernel) {
    super();
    this.kernel = kernel;
    kernel.registerCommTarget(this.comm_target_name, (comm, message) => this.handle_comm_open(new shims.services.Comm(comm), message));
  }

  async _create_comm(target, id, data, metadata, buffers) {
    const comm = this.kernel.createComm(target, id);
    if (data || metadata) { comm.open(data, metadata, buffers); }
    return new shims.services.Comm(comm);
  }

  async _get_comm_info() {
    return (await this.kernel.requestCommInfo({ target_name: this.comm_target_name })).content.comms;
  }
}

const settings = ServerConnection.makeSettings({ baseUrl: location.origin + "/", wsUrl: location.origin.replace("http", "ws") + "/" });
const kernels = new KernelManager({ serverSettings: settings });
let manager;

// Attaches to a kernel that runs, as a page does that is loaded again, or starts one.
window.connect = async (id) => {
  const kernel = id ? kernels.connectTo({ model: { id, name: "compneuro" } }) : await kernels.startNew({ name: "compneuro" });
  manager = new Manager(kernel);
  if (id) { await manager._loadFromKernel(); }
  return kernel.id;
};

window.run = async (code, outputs) => {
  const area = new OutputArea({ model: new OutputAreaModel({ trusted: true, values: outputs }), rendermime: manager.renderMime, contentFactory: OutputArea.defaultContentFactory });
  Widget.attach(area, document.body);
  area.node.dataset.cell = document.querySelectorAll("[data-cell]").length;
  window.areas = [...(window.areas ?? []), area];
  if (code) {
    area.future = manager.kernel.requestExecute({ code }, false);
    const reply = await area.future.done;
    return reply.content.status;
  }
};

window.saved = (cell) => window.areas[cell].model.toJSON();
window.interrupt = () => manager.kernel.interrupt();
